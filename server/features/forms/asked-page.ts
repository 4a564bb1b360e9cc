/** How a visit was: asked and answered under a secret link, without JavaScript. */
import type { OwnBooking } from '../../../protocol/booking-times.ts';
import type { VisitRating } from '../../../protocol/bookings.ts';
import { RATING_CHARS, SCORES, stars } from '../../../protocol/rating-scale.ts';
import type { Locale } from '../../../protocol/wire/fields.ts';
import { type Html, html } from '../../http/html.ts';
import type { SiteRecord } from '../sites/store.ts';
import { codeCard, document, promiseCard } from './pages.ts';
import { marked, plain, type Sentence } from './sentences.ts';
import { windowTexts } from './thanks.ts';
import { type MessageKey, say } from './words/index.ts';

export interface AskedPage {
  locale: Locale;
  site: SiteRecord;
  visit: Pick<OwnBooking, 'items' | 'startAt' | 'endAt' | 'timeZone'>;
  /** What they said; null: nothing yet. */
  said: Pick<VisitRating, 'score' | 'word'> | null;
  /** What they said is bad. */
  isBad: boolean;
  /** They may say it, or say it otherwise. */
  isOpen: boolean;
  /** Where others read what somebody thinks of the shop; empty: nowhere. */
  reviewUrl: string;
  /** By which they bring others; null: that is worth nothing here, or they were not content. */
  referralCode: string | null;
  sheet: string;
}

export function askedPage(page: AskedPage): Html {
  const { locale, said, isOpen, sheet } = page;
  const { heading, words } = saidOf(page);
  return document(
    locale,
    plain(locale, heading),
    sheet,
    html`${said && !page.isBad && html`<p class="ticked"><i></i></p>`}
<h1>${marked(locale, heading)}</h1>
${words && html`<p>${say(locale, words)}</p>`}
${!said && isOpen && html`${visitCard(page)}${scores(locale, null)}`}
${said && afterwards(page, said)}`,
  );
}

function saidOf({ site, said, isBad, isOpen }: AskedPage): { heading: Sentence; words: MessageKey | null } {
  const asking = { key: 'askedHeading', values: { site: site.name } } as const;
  if (!said) return { heading: asking, words: isOpen ? null : 'askedOver' };
  return isBad
    ? { heading: { key: 'askedSorry' }, words: 'askedBad' }
    : { heading: { key: 'askedThanks' }, words: 'askedGood' };
}

function visitCard({ locale, visit }: AskedPage): Html {
  const services = visit.items.map(
    ({ name, staffName }) => html`<p><bdi>${name}</bdi>${staffName !== '' && html` · <bdi>${staffName}</bdi>`}</p>`,
  );
  return html`${promiseCard(locale, windowTexts(visit, null, locale, visit), [])}${services}`;
}

/** Each is one press. */
function scores(locale: Locale, chosen: number | null): Html {
  return html`<form method="post" action="?">${hidden(locale)}<fieldset class="scores"><legend class="trap">${say(locale, 'askedScore')}</legend>
${SCORES.toReversed().map(
  score => html`<button class="quiet" name="score" value="${String(score)}"${score === chosen && html` aria-current="true"`}><span aria-hidden="true">${stars(score)}</span> ${say(locale, `score${score}`)}</button>
`,
)}</fieldset></form>`;
}

const hidden = (locale: Locale): Html => html`<input type="hidden" name="_locale" value="${locale}">`;

/** What comes of an answer: where to tell others of a good one, a word to either, and another answer. */
function afterwards(
  { locale, isBad, isOpen, reviewUrl, referralCode }: AskedPage,
  { score, word }: NonNullable<AskedPage['said']>,
): Html {
  return html`${!isBad && reviewUrl !== '' && html`<p><a class="go" href="${reviewUrl}" rel="noopener noreferrer">${say(locale, 'askedReview')}</a></p>`}
${referralCode !== null && codeCard(locale, referralCode)}
${
  isOpen &&
  html`<form method="post" action="?">${hidden(locale)}<input type="hidden" name="score" value="${String(score)}">
<div class="field"><label for="word">${say(locale, isBad ? 'askedWhat' : 'rateWord')} <span class="optional">(${say(locale, 'optional')})</span></label>
<textarea id="word" name="word" rows="3" dir="auto" maxlength="${String(RATING_CHARS)}">${word}</textarea></div>
<button class="quiet">${say(locale, 'rateSend')}</button></form>
<details><summary>${say(locale, 'askedAgain', { answer: say(locale, `score${score}`) })}</summary>${scores(locale, score)}</details>`
}`;
}
