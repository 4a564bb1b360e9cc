/** Somebody's place in a waiting list under its secret link: what they are offered, and how to take it, decline it or leave, without JavaScript. */
import { dayAndTime } from '../../../protocol/calendar/date-words.ts';
import type { OwnWait } from '../../../protocol/waiting-list.ts';
import type { Locale } from '../../../protocol/wire/fields.ts';
import { type Html, html } from '../../http/html.ts';
import type { SiteRecord } from '../sites/store.ts';
import { document, promiseCard } from './pages.ts';
import { marked, plain } from './sentences.ts';
import { windowTexts } from './thanks.ts';
import { clockText, dayText } from './times.ts';
import { type MessageKey, say } from './words/index.ts';

export interface WaitPage {
  locale: Locale;
  site: SiteRecord;
  wait: OwnWait;
  version: number;
  /** By whose clock it is told besides the shop's. */
  zone: string;
  /** What a press made of it; null: it is only looked at. */
  news: MessageKey | null;
  /** Why a press made nothing of it. */
  alert: MessageKey | null;
  sheet: string;
}

export function waitPage(page: WaitPage): Html {
  const { locale, site, wait, zone, news, alert, sheet } = page;
  const { offer, place } = wait;
  const heading = news
    ? { key: news }
    : offer
      ? ({ key: 'waitOffer' } as const)
      : ({ key: 'waitHeading', values: { site: site.name } } as const);
  const shown = offer && windowTexts({ timeZone: wait.timeZone }, zone, locale, offer);
  return document(
    locale,
    plain(locale, heading),
    sheet,
    html`${news && html`<p class="ticked"><i></i></p>`}
<h1>${marked(locale, heading)}</h1>
${alert && html`<p class="alert" role="alert">${say(locale, alert)}</p>`}
${
  offer && shown
    ? html`${promiseCard(locale, shown, [])}
${services(offer.items)}
<p><strong>${say(locale, 'waitUntil', { time: momentText(locale, zone, offer.until) })}</strong></p>
${press(page, 'take', 'waitTake', false)}${press(page, 'decline', 'waitDecline', true)}`
    : place !== null && waiting(page, place)
}
${place === null ? html`<p>${say(locale, 'waitOver')}</p>` : press(page, 'leave', 'waitLeave', true)}`,
  );
}

function waiting({ locale, wait, zone }: WaitPage, place: number): Html {
  return html`<div class="card"><p><strong>${stretchText(locale, zone, wait)}</strong></p>${services(wait.items)}</div>
<p>${say(locale, 'waitPlace', { n: String(place) })} ${say(locale, 'waitLead')}</p>`;
}

/** What is waited for, or offered. */
function services(items: readonly { name: string; staffName: string }[]): Html {
  return html`${items.map(({ name, staffName }) => html`<p><bdi>${name}</bdi>${staffName !== '' && html` · <bdi>${staffName}</bdi>`}</p>`)}`;
}

/** The day, and its hours where some alone are wished for. */
export function stretchText(locale: Locale, zone: string, { from, to }: Pick<OwnWait, 'from' | 'to'>): string {
  const day = dayText(locale, zone, from);
  const [begins, ends] = [clockText(locale, zone, from), clockText(locale, zone, to)];
  return begins === ends ? day : windowTextOf(locale, day, begins, ends);
}

function windowTextOf(locale: Locale, day: string, begins: string, ends: string): string {
  return dayAndTime(locale, day, `${begins}–${ends}`);
}

function momentText(locale: Locale, zone: string, at: number): string {
  return dayAndTime(locale, dayText(locale, zone, at), clockText(locale, zone, at));
}

/** Each press says what it was made of, so that one on a page that has been open for long does nothing unseen. */
function press({ locale, version }: WaitPage, act: string, key: MessageKey, isQuiet: boolean): Html {
  return html`<form method="post" action="?"><input type="hidden" name="_locale" value="${locale}"><input type="hidden" name="version" value="${version}"><input type="hidden" name="act" value="${act}">
<button${isQuiet && html` class="quiet"`}>${say(locale, key)}</button></form>
`;
}
