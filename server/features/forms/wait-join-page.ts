/** The page on which somebody puts themself on the waiting list of a full day without JavaScript. */
import type { PublicSite } from '../../../protocol/sites.ts';
import type { OwnWait, WaitingWays } from '../../../protocol/waiting-list.ts';
import type { ErrorCode } from '../../../protocol/wire/errors.ts';
import type { Locale } from '../../../protocol/wire/fields.ts';
import { type Html, html } from '../../http/html.ts';
import { document } from './pages.ts';
import { fieldSentence, marked, plain, type Sentence } from './sentences.ts';
import { dayText } from './times.ts';
import { type VisitChoice, whoDoes } from './visit-post.ts';
import { stretchText } from './wait-page.ts';
import { type MessageKey, say } from './words/index.ts';

/** As it came: the page sends all of it again, so that a refusal loses nothing. */
export interface WaitPost {
  /** Ids with commas between. */
  service: string;
  staff: string;
  date: string;
  from: string;
  until: string;
  name: string;
  email: string;
  phone: string;
  consent: string;
  id: string;
  drawn: string;
  locale: string;
  timeZone: string;
  isTrapped: boolean;
}

export interface WaitJoinPage {
  locale: Locale;
  site: PublicSite;
  choice: VisitChoice;
  /** Days that are full, by the visitor's clock. */
  days: readonly string[];
  ways: WaitingWays;
  post: WaitPost;
  mistakes: Partial<Record<keyof WaitPost, ErrorCode>>;
  alert: Sentence | null;
  sheet: string;
}

export function waitJoinPage(page: WaitJoinPage): Html {
  const { locale, site, choice, days, post, alert, sheet } = page;
  const heading = { key: 'waitTitle', values: { site: site.name } } as const;
  const title = plain(locale, heading);
  return document(
    locale,
    alert ? say(locale, 'mistakeMark', { title }) : title,
    sheet,
    html`<h1>${marked(locale, heading)}</h1>
<p class="lead">${say(locale, 'waitLead')}</p>
${alert && html`<p class="alert" role="alert">${marked(locale, alert)}</p>`}
<div class="card">${whoDoes(choice).map(({ service, who }) => html`<p><strong><bdi>${service.name}</bdi></strong>${who && html` · <bdi>${who.name}</bdi>`}</p>`)}</div>
${
  days.length === 0
    ? html`<p>${say(locale, 'waitNone')}</p>`
    : html`<form method="post" action="?" novalidate>
${fields(page)}
<div class="trap" aria-hidden="true"><input name="_gotcha" tabindex="-1" autocomplete="off" aria-label="Leave this empty"></div>
${hidden('service', post.service)}${hidden('staff', post.staff)}${hidden('_id', post.id)}${hidden('_drawn', post.drawn)}${hidden('_locale', locale)}${hidden('_timezone', post.timeZone)}
<button>${say(locale, 'waitJoin')}</button>
</form>`
}
<p><a href="${bookingAddress(post)}">${say(locale, 'waitBook')}</a></p>`,
  );
}

function bookingAddress({ service, staff, locale, timeZone }: WaitPost): string {
  const query = Object.entries({ service, staff, _locale: locale, _timezone: timeZone }).filter(
    ([, value]) => value !== '',
  );
  return `booking?${new URLSearchParams(query)}`;
}

/** Why a day can not be waited for. */
const OF_DAY: Partial<Record<ErrorCode, MessageKey>> = { SLOT_TAKEN: 'waitFull', ALREADY_CLAIMED: 'waitTwice' };

function fields(page: WaitJoinPage): Html {
  const { locale, site, days, ways, post, mistakes } = page;
  const first = (['date', 'from', 'until', 'name', 'email', 'phone', 'consent'] as const).find(name => mistakes[name]);
  const about = (name: keyof WaitPost) =>
    html`${mistakes[name] && html` aria-invalid="true" aria-describedby="${name}-why"`}${first === name && html` autofocus`}`;
  const why = (name: 'date' | 'until' | 'name' | 'email' | 'phone' | 'consent') => {
    const code = mistakes[name];
    if (!code) return html``;
    const said = name === 'date' || name === 'until' ? 'time' : name;
    const ofDay = name === 'date' ? OF_DAY[code] : undefined;
    const sentence = ofDay ? { key: ofDay } : fieldSentence(said, code);
    return html`<p class="why" id="${name}-why">${marked(locale, sentence)}</p>`;
  };
  const input = (name: 'name' | 'email' | 'phone', attributes: Html, hint?: MessageKey) =>
    html`<div class="field"><label for="${name}">${say(locale, name)}</label>
<input id="${name}" name="${name}" ${attributes}${about(name)} value="${post[name]}">
${why(name)}${hint && html`<small>${say(locale, hint)}</small>`}</div>
`;
  const hour = (name: 'from' | 'until', label: MessageKey) =>
    html`<div class="field"><label for="${name}">${say(locale, label)} <span class="optional">(${say(locale, 'optional')})</span></label>
<input id="${name}" name="${name}" type="time" dir="ltr"${about(name)} value="${post[name]}">${name === 'until' && why('until')}</div>
`;
  return html`<div class="field"><label for="date">${say(locale, 'waitDay')}</label>
<select id="date" name="date"${about('date')}>${days.map(
    date =>
      html`<option value="${date}"${date === post.date && html` selected`}>${dayText(locale, 'UTC', Date.parse(date))}</option>`,
  )}</select>${why('date')}</div>
${hour('from', 'waitFrom')}${hour('until', 'waitTo')}
${input('name', html`autocomplete="name" dir="auto"`)}
${ways.email && input('email', html`type="email" autocomplete="email" inputmode="email" dir="ltr"`)}
${ways.phone && input('phone', html`type="tel" autocomplete="tel" inputmode="tel" dir="ltr"`, 'phoneHint')}
${
  site.consent !== '' &&
  html`<div class="check"><input type="checkbox" id="consent" name="consent" value="yes"${post.consent !== '' && html` checked`}${about('consent')}>
<label for="consent" dir="auto">${site.consent}</label>${why('consent')}</div>`
}`;
}

function hidden(name: string, value: string): Html {
  return html`${value !== '' && html`<input type="hidden" name="${name}" value="${value}">`}`;
}

/** They are on the list: which place they have, and how to leave. */
export function waitJoinedPage(page: {
  locale: Locale;
  wait: OwnWait;
  zone: string;
  address: string;
  sheet: string;
}): Html {
  const { locale, wait, zone, address, sheet } = page;
  return document(
    locale,
    say(locale, 'waitJoined'),
    sheet,
    html`<p class="ticked"><i></i></p>
<h1>${say(locale, 'waitJoined')}</h1>
<div class="card"><p><strong>${stretchText(locale, zone, wait)}</strong></p>${wait.items.map(({ name, staffName }) => html`<p><bdi>${name}</bdi>${staffName !== '' && html` · <bdi>${staffName}</bdi>`}</p>`)}</div>
${wait.place !== null && html`<p>${say(locale, 'waitPlace', { n: String(wait.place) })}</p>`}
<p>${marked(locale, { key: 'waitTell', values: { address } })}</p>
<p><a href="${wait.url}">${say(locale, 'waitOpen')}</a><br><small>${say(locale, 'waitKeep')}</small></p>`,
  );
}
