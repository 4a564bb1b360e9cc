/** A booking under its secret link: when it is, how to come, move or cancel it, without JavaScript. */
import type { OwnBooking } from '../../../protocol/booking-times.ts';
import { dayAndTime } from '../../../protocol/calendar/date-words.ts';
import type { Locale } from '../../../protocol/wire/fields.ts';
import { type Html, html } from '../../http/html.ts';
import { BOOKING_ASKS, type BookingAsk } from '../bookings/links.ts';
import type { SiteRecord } from '../sites/store.ts';
import { document, promiseCard, slotGroups } from './pages.ts';
import { marked, plain } from './sentences.ts';
import { windowTexts } from './thanks.ts';
import { clockText, dayText, zoneText } from './times.ts';
import { type MessageKey, say } from './words/index.ts';

export interface BookingPage {
  locale: Locale;
  site: SiteRecord;
  booking: OwnBooking;
  version: number;
  /** By whose clock it is told besides the shop's. */
  zone: string;
  /** When else it can be; empty: at no other time. */
  times: readonly number[];
  now: number;
  /** What it was opened for; null: nothing in particular. */
  ask: BookingAsk | null;
  /** What a press made of it; null: it is only looked at. */
  news: MessageKey | null;
  /** Why a press made nothing of it. */
  alert: MessageKey | null;
  /** Address of its file for calendars, seen from the page. */
  calendar: string;
  sheet: string;
}

export function bookingPage(page: BookingPage): Html {
  const { locale, site, booking, now, news, alert, calendar, sheet } = page;
  const heading = news ? { key: news } : ({ key: 'visitHeading', values: { site: site.name } } as const);
  const isOpen = booking.state === 'booked' || booking.state === 'confirmed';
  const windows = windowTexts({ ...site, timeZone: booking.timeZone }, page.zone, locale, booking);
  return document(
    locale,
    plain(locale, heading),
    sheet,
    html`${news && html`<p class="ticked"><i></i></p>`}
<h1>${marked(locale, heading)}</h1>
${alert && html`<p class="alert" role="alert">${say(locale, alert)}</p>`}
${isOpen && promiseCard(locale, windows, [])}
${isOpen && services(booking)}
${isOpen && payPart(locale, booking, page.zone)}${
  isOpen
    ? html`<p><a href="${calendar}">${say(locale, 'addToCalendar')}</a></p>
${acts(page)}`
    : booking.state !== 'cancelled' && html`<p>${say(locale, 'visitOver')}</p>`
}${isOpen && now > booking.changeUntil && html`<p><small>${say(locale, 'visitLate')}</small></p>`}`,
  );
}

/** Where it is to be paid, and until when its time is kept for that. */
export function payPart(locale: Locale, { payment }: OwnBooking, zone: string): Html | null {
  if (!payment) return null;
  const time = dayAndTime(locale, dayText(locale, zone, payment.until), clockText(locale, zone, payment.until));
  return html`<p><a class="button" href="${payment.url}" target="_blank" rel="noopener noreferrer">${say(locale, 'visitPay')}</a></p>
<p><small>${say(locale, 'visitPayUntil', { time })}</small></p>
`;
}

function services({ items }: OwnBooking): Html {
  return html`${items.map(({ name, staffName }) => html`<p><bdi>${name}</bdi>${staffName !== '' && html` · <bdi>${staffName}</bdi>`}</p>`)}`;
}

/** Each press says what it was made of, so that one on a page that has been open for long does nothing unseen. */
function acts(page: BookingPage): Html {
  const { locale, booking, version, zone, times, now, ask } = page;
  const isQuiet = (act: BookingAsk) => act !== (ask ?? 'confirm');
  const hidden = html`<input type="hidden" name="_locale" value="${locale}"><input type="hidden" name="version" value="${version}">`;
  const press = (act: BookingAsk, key: MessageKey, isQuiet: boolean, field: Html | null = null) =>
    html`<form method="post" action="?">${hidden}<input type="hidden" name="act" value="${act}">
${field}<button${isQuiet && html` class="quiet"`}>${say(locale, key)}</button></form>
`;
  const canChange = now <= booking.changeUntil;
  const { changeUntil } = booking;
  const until = dayAndTime(locale, dayText(locale, zone, changeUntil), clockText(locale, zone, changeUntil));
  const slots = times.map(startAt => ({ startAt, endAt: startAt, isFull: false }));
  const isAsked = booking.state === 'booked' && !booking.payment && now < booking.startAt;
  const reason = html`<div class="field"><label for="reason">${say(locale, 'visitReason')}</label><input id="reason" name="reason" maxlength="500" dir="auto"></div>
`;
  const forms: Record<BookingAsk, Html | false> = {
    confirm: isAsked && press('confirm', 'visitConfirm', isQuiet('confirm')),
    move:
      canChange &&
      slots.length > 0 &&
      html`<form method="post" action="?">${hidden}<input type="hidden" name="act" value="move">
<div class="field"><label for="time">${say(locale, 'callMoveTo')}</label>
<select id="time" name="time" aria-describedby="time-hint">${slotGroups(locale, zone, slots, '')}</select>
<small id="time-hint">${say(locale, 'timesIn', { zone: zoneText(locale, zone, times[0]!) })}</small></div>
<button${isQuiet('move') && html` class="quiet"`}>${say(locale, 'visitMove')}</button></form>
`,
    cancel: canChange && press('cancel', 'visitCancel', isQuiet('cancel'), reason),
  };
  // What the page was opened for is asked first.
  const order = [...BOOKING_ASKS].sort((a, b) => Number(b === ask) - Number(a === ask));
  return html`${order.map(each => forms[each])}${canChange && html`<p class="lead"><small>${say(locale, 'visitUntil', { time: until })}</small></p>`}`;
}
