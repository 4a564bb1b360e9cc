/** The pages on which somebody books a visit without JavaScript: service, who, when, and by whom it is wanted. */
import type { OwnBooking, TimesAnswer } from '../../../protocol/booking-times.ts';
import { MAX_ITEMS } from '../../../protocol/bookings.ts';
import { dayAndTime } from '../../../protocol/calendar/date-words.ts';
import { type PricedService, together } from '../../../protocol/service-sums.ts';
import type { OfferedServices } from '../../../protocol/services.ts';
import type { PublicSite } from '../../../protocol/sites.ts';
import type { ErrorCode } from '../../../protocol/wire/errors.ts';
import type { Locale } from '../../../protocol/wire/fields.ts';
import { type Html, html } from '../../http/html.ts';
import { payPart } from './booking-page.ts';
import { document, promiseCard, slotGroups } from './pages.ts';
import { fieldSentence, marked, plain, type Sentence } from './sentences.ts';
import { windowTexts } from './thanks.ts';
import { clockText, dayText, lengthText, moneyText, zoneText } from './times.ts';
import { servicesIn, stepsOf, type VisitChoice, type VisitPost, type VisitStep, whoDoes } from './visit-post.ts';
import { type MessageKey, say } from './words/index.ts';

export interface VisitPage {
  locale: Locale;
  site: PublicSite;
  step: VisitStep;
  visit: VisitPost;
  offer: OfferedServices;
  choice: VisitChoice;
  /** What is free, for the page that asks when. */
  times: TimesAnswer | null;
  /** Where one can wait for a full day; null: nowhere, or no day is full. */
  waiting: string | null;
  /** By whose clock times are told, and the shop's. */
  zones: { own: string; shop: string };
  /** What was wrong with the last try. */
  mistakes: Partial<Record<keyof VisitPost, ErrorCode>>;
  alert: Sentence | null;
  sheet: string;
}

export function visitPage(page: VisitPage): Html {
  const { locale, site, step, visit, choice, alert } = page;
  const heading = { key: 'visitTitle', values: { site: site.name } } as const;
  const title = plain(locale, heading);
  const steps = stepsOf(choice);
  const at = steps.indexOf(step);
  const body = BODIES[step](page);
  // Before a service is chosen, nobody knows whether there will be a choice of who does it.
  const isLonger = choice.services.length === 0 && page.offer.services.some(each => each.staffIds.length > 1);
  const all = steps.length + (isLonger ? 1 : 0);
  const count = say(locale, 'visitStep', { n: String(at + 1), all: String(all) });
  return document(
    locale,
    alert ? say(locale, 'mistakeMark', { title }) : title,
    page.sheet,
    html`<h1>${marked(locale, heading)}</h1>
<p class="lead">${count}</p>
${alert && html`<p class="alert" role="alert">${marked(locale, alert)}</p>`}
${step !== 'service' && chosen(page)}
<form method="post" action="?" novalidate>
<input type="hidden" name="step" value="${step}">
${body.fields}
<div class="trap" aria-hidden="true"><input name="_gotcha" tabindex="-1" autocomplete="off" aria-label="Leave this empty"></div>
${carried(step).map(name => hidden(NAMES[name] ?? name, String(visit[name])))}${hidden('_locale', locale)}
${body.action !== '' && html`<button name="go" value="on">${body.action}</button>`}
${body.more}
${at > 0 && html`<button class="quiet" name="go" value="back">${say(locale, 'visitBack')}</button>`}
</form>`,
  );
}

/** What stands between the heading and the way back. `action`: what the button does; empty: there is nothing to do. */
interface Body {
  fields: Html;
  action: string;
  more?: Html | false;
}

const BODIES: Record<VisitStep, (page: VisitPage) => Body> = {
  service({ locale, visit, offer, mistakes }) {
    if (offer.services.length === 0) return { fields: html`<p>${say(locale, 'visitNothing')}</p>`, action: '' };
    const most = Math.min(MAX_ITEMS, offer.services.length);
    const several = say(locale, 'visitSeveral', { n: String(most) });
    const why = mistakes.service === 'FIELD_INVALID' ? several : mistakes.service && say(locale, 'visitChoose');
    const byCategory = Map.groupBy(offer.services, each => each.category);
    const groups = [...byCategory].map(([category, services], at) => {
      const question = at === 0 || category === '' ? say(locale, 'visitService') : '';
      const named = category !== '' && html`<bdi>${category}</bdi>`;
      return choices({
        name: 'service',
        kind: 'checkbox',
        legend: html`${question}${question !== '' && named && ' · '}${named}`,
        why: at === 0 ? why : undefined,
        hint: at === 0 && most > 1 && why !== several ? several : undefined,
        all: services.map(each => ({ value: each.id, text: each.name, more: priced(locale, each, offer.currency) })),
        chosen: servicesIn(visit.service),
      });
    });
    return { fields: html`${groups}${hidden('order', visit.service)}`, action: say(locale, 'visitNext') };
  },

  who({ locale, choice, mistakes }) {
    const anybody = { value: 'anybody', text: say(locale, 'visitAnybody'), more: '' };
    const all = [anybody, ...choice.able.map(({ id, name }) => ({ value: id, text: name, more: '' }))];
    return {
      fields: choices({
        name: 'staff',
        kind: 'radio',
        legend: html`${say(locale, 'visitWho')}`,
        why: mistakes.staff && say(locale, 'visitChoose'),
        all,
        chosen: [choice.staffId ?? 'anybody'],
      }),
      action: say(locale, 'visitNext'),
    };
  },

  time({ locale, visit, times, waiting, zones, mistakes }) {
    const slots = (times?.days ?? []).flatMap(day =>
      day.times.map(startAt => ({ startAt, endAt: startAt, isFull: false })),
    );
    const last = times?.days.at(-1)?.date ?? '';
    const more = html`${times !== null && last < times.until && html`<button class="quiet" name="go" value="later">${say(locale, 'visitLater')}</button>`}
${visit.from !== '' && html`<button class="quiet" name="go" value="earlier">${say(locale, 'visitEarlier')}</button>`}
${waiting !== null && html`<p><a href="${waiting}">${say(locale, 'waitAsk')}</a></p>`}`;
    if (slots.length === 0) return { fields: html`<p>${say(locale, 'visitNone')}</p>`, action: '', more };
    const code = mistakes.time;
    const fields = html`<div class="field"><label for="time">${say(locale, 'visitWhen')}</label>
<select id="time" name="time" aria-describedby="time-hint${code && ' time-why'}"${code && html` aria-invalid="true" autofocus`}>${slotGroups(locale, zones.own, slots, visit.time)}</select>
${code && html`<p class="why" id="time-why">${marked(locale, fieldSentence('time', code))}</p>`}
<small id="time-hint">${say(locale, 'timesIn', { zone: zoneText(locale, zones.own, slots[0]!.startAt) })}</small></div>`;
    return { fields, action: say(locale, 'visitNext'), more };
  },

  person({ locale, site, visit, zones, mistakes }) {
    const at = Number(visit.time);
    const when = dayAndTime(locale, dayText(locale, zones.own, at), clockText(locale, zones.own, at));
    const first = (['name', 'phone', 'note', 'consent'] as const).find(name => mistakes[name]);
    const field = (name: 'name' | 'phone', label: MessageKey, attributes: Html, hint?: string) => {
      const code = mistakes[name];
      const describedBy = [code && `${name}-why`, hint && `${name}-hint`].filter(Boolean).join(' ');
      return html`<div class="field"><label for="${name}">${say(locale, label)}</label>
<input id="${name}" name="${name}" ${attributes}${describedBy !== '' && html` aria-describedby="${describedBy}"`}${code && html` aria-invalid="true"`}${first === name && html` autofocus`} value="${visit[name]}">
${code && html`<p class="why" id="${name}-why">${marked(locale, fieldSentence(name, code))}</p>`}
${hint && html`<small id="${name}-hint">${hint}</small>`}</div>
`;
    };
    const code = mistakes.consent;
    const fields = html`${field('name', 'name', html`autocomplete="name" dir="auto"`)}${field('phone', 'phone', html`type="tel" autocomplete="tel" inputmode="tel" dir="ltr"`, say(locale, 'phoneHint'))}
<div class="field"><label for="note">${say(locale, 'visitNote')} <span class="optional">(${say(locale, 'optional')})</span></label>
<textarea id="note" name="note" rows="3" dir="auto"${mistakes.note && html` aria-invalid="true" aria-describedby="note-why"`}>
${visit.note}</textarea>
${mistakes.note && html`<p class="why" id="note-why">${marked(locale, fieldSentence('message', mistakes.note))}</p>`}</div>
${
  site.consent !== '' &&
  html`<div class="check">
<input type="checkbox" id="consent" name="consent" value="yes"${visit.consent !== '' && html` checked`}${code && html` aria-invalid="true" aria-describedby="consent-why"`}${first === 'consent' && html` autofocus`}>
<label for="consent" dir="auto">${site.consent}</label>
${code && html`<p class="why" id="consent-why">${marked(locale, fieldSentence('consent', code))}</p>`}
</div>`
}`;
    return { fields, action: say(locale, 'visitBook', { time: when }) };
  },
};

interface Choices {
  name: 'service' | 'staff';
  kind: 'checkbox' | 'radio';
  legend: Html;
  /** What was wrong with the last try. */
  why: string | undefined;
  hint?: string | undefined;
  all: { value: string; text: string; more: string }[];
  chosen: readonly string[];
}

function choices({ name, kind, legend, why, hint, all, chosen }: Choices): Html {
  const describedBy = [why && `${name}-why`, hint && `${name}-hint`].filter(Boolean).join(' ');
  return html`<fieldset${describedBy !== '' && html` aria-describedby="${describedBy}"`}><legend>${legend}</legend>
${why && html`<p class="why" id="${name}-why">${why}</p>`}${hint && html`<small id="${name}-hint">${hint}</small>`}
${all.map(
  ({ value, text, more }, at) => html`<div class="check">
<input type="${kind}" id="${name}-${value}" name="${name}" value="${value}"${chosen.includes(value) && html` checked`}${why && at === 0 && html` autofocus`}>
<label for="${name}-${value}"><bdi>${text}</bdi>${more !== '' && html`<br><small>${more}</small>`}</label>
</div>
`,
)}</fieldset>
`;
}

/** Its length, and its price where one is named. */
function priced(locale: Locale, { durationMinutes, price }: PricedService, currency: string): string {
  const length = lengthText(locale, durationMinutes);
  if (!price) return length;
  const text = moneyText(locale, price.minor, currency);
  return `${length} · ${price.isFrom ? say(locale, 'visitFrom', { price: text }) : text}`;
}

/** What was chosen so far stays in sight. */
function chosen({ locale, step, visit, choice, offer, zones }: VisitPage): Html {
  const { services } = choice;
  const sum = together(services);
  const at = Number(visit.time);
  const windows =
    step === 'person'
      ? windowTexts({ timeZone: zones.shop }, zones.own, locale, {
          startAt: at,
          endAt: at + sum.durationMinutes * 60_000,
        })
      : [];
  return html`<div class="card">${whoDoes(choice).map(({ service, who }) => html`<p><strong><bdi>${service.name}</bdi></strong>${who && html` · <bdi>${who.name}</bdi>`}<br>${priced(locale, service, offer.currency)}</p>`)}${services.length > 1 && html`<p>${say(locale, 'visitTogether', { total: priced(locale, sum, offer.currency) })}</p>`}${windows.map(({ text, zone }) => html`<p><strong>${text}</strong><br>${zone}</p>`)}</div>`;
}

/** What each page asks by itself; all the rest goes with it unseen. */
const ASKED: Record<VisitStep, (keyof VisitPost)[]> = {
  service: ['service'],
  who: ['staff'],
  time: ['time'],
  person: ['name', 'phone', 'note', 'consent'],
};
const CARRIED = [
  'service',
  'staff',
  'time',
  'from',
  'hold',
  'name',
  'phone',
  'note',
  'consent',
  'referral',
  'id',
  'drawn',
  'timeZone',
] as const;
const NAMES: Partial<Record<keyof VisitPost, string>> = { id: '_id', drawn: '_drawn', timeZone: '_timezone' };

function carried(step: VisitStep): (typeof CARRIED)[number][] {
  return CARRIED.filter(name => !ASKED[step].includes(name));
}

function hidden(name: string, value: string): Html {
  return html`${value !== '' && html`<input type="hidden" name="${name}" value="${value}">`}`;
}

/** A time was taken: when, what, and how to move or cancel it. */
export function bookedPage(page: { locale: Locale; booking: OwnBooking; zone: string; sheet: string }): Html {
  const { locale, booking, zone, sheet } = page;
  const windows = windowTexts({ timeZone: booking.timeZone }, zone, locale, booking);
  const heading = booking.payment ? 'visitPayTitle' : 'visitBooked';
  return document(
    locale,
    say(locale, heading),
    sheet,
    html`${!booking.payment && html`<p class="ticked"><i></i></p>`}
<h1>${say(locale, heading)}</h1>
${promiseCard(locale, windows, [])}
<ul>${booking.items.map(({ name, staffName }) => html`<li><bdi>${name}</bdi>${staffName !== '' && html` · <bdi>${staffName}</bdi>`}</li>`)}</ul>
${payPart(locale, booking, zone)}<p><a href="${booking.calendarUrl}">${say(locale, 'addToCalendar')}</a></p>
<p><a href="${booking.url}">${say(locale, 'visitOpen')}</a><br><small>${say(locale, 'visitKeep')}</small></p>`,
  );
}
