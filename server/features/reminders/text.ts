/** What somebody is told of their booking: when it is, by which clock, and the words of the short messages. Pure. */
import type { OwnBooking } from '../../../protocol/booking-times.ts';
import { dayAndTime } from '../../../protocol/calendar/date-words.ts';
import type { Locale } from '../../../protocol/wire/fields.ts';
import { fill } from '../../../protocol/words.ts';
import type { BookingRecord } from '../bookings/store.ts';
import { servicesText, staffText, visitText } from '../bookings/text.ts';
import { clockText, dayText, isSameClock, zoneText } from '../forms/times.ts';
import { zoneOfPerson } from './plan.ts';

type Timed = Pick<BookingRecord, 'startAt' | 'endAt' | 'timeZone' | 'visitorZone'>;

/** `Friday 6 March, 14:30 (Ulaanbaatar Standard Time)`: the shop's clock always, and always named. */
export function beginsText({ startAt }: Pick<Timed, 'startAt'>, locale: Locale, timeZone: string): string {
  const time = dayAndTime(locale, dayText(locale, timeZone, startAt), clockText(locale, timeZone, startAt));
  return `${time} (${zoneText(locale, timeZone, startAt)})`;
}

/** By whose clocks a visit is told: the shop's, and the person's where it shows another time. */
function clocksOf(booking: Timed): string[] {
  const own = zoneOfPerson(booking);
  return isSameClock(own, booking.timeZone, booking.startAt) ? [booking.timeZone] : [booking.timeZone, own];
}

/** When a visit is, a line for each clock. */
export function whenLines(booking: Timed, locale: Locale): string[] {
  return clocksOf(booking).map(zone => visitText(booking, locale, zone));
}

/** What is booked with whom, and when: paragraphs of a letter. @param own with its services in the language of the letter */
export function visitWords(booking: Timed, own: Pick<OwnBooking, 'items'>, locale: Locale): string {
  const what = [servicesText(own), staffText(own)].filter(Boolean).join(' · ');
  return [what, whenLines(booking, locale).join('\n')].join('\n\n');
}

export type ToldOf = 'booked' | 'reminder';

/** By SMS: short, as each further segment costs. */
const SHORT: Record<ToldOf, Record<Locale, string>> = {
  booked: {
    en: '{site}: you are booked. {when}. Come, move, cancel: {link}',
    ru: '{site}: вы записаны. {when}. Прийти, перенести, отменить: {link}',
    mn: '{site}: цаг захиалагдлаа. {when}. Ирэх, шилжүүлэх, цуцлах: {link}',
    ar: '{site}: تم حجز موعدك. {when}. للحضور أو النقل أو الإلغاء: {link}',
    am: '{site}፦ ቀጠሮዎ ተይዟል። {when}። ለመምጣት፣ ለማዛወር፣ ለመሰረዝ፦ {link}',
    hi: '{site}: समय बुक हो गया। {when}। आने, बदलने या रद्द करने के लिए: {link}',
  },
  reminder: {
    en: '{site} expects you: {when}. Come, move, cancel: {link}',
    ru: '«{site}» ждёт вас: {when}. Прийти, перенести, отменить: {link}',
    mn: '{site} таныг хүлээж байна: {when}. Ирэх, шилжүүлэх, цуцлах: {link}',
    ar: '{site} بانتظارك: {when}. للحضور أو النقل أو الإلغاء: {link}',
    am: '{site} ይጠብቅዎታል፦ {when}። ለመምጣት፣ ለማዛወር፣ ለመሰረዝ፦ {link}',
    hi: '{site} को आपका इंतज़ार है: {when}। आने, बदलने या रद्द करने के लिए: {link}',
  },
};

/** What is left where that is too long: when, and where. */
export function shortestText(booking: Timed, locale: Locale, { site, link }: { site: string; link: string }): string {
  return `${site}: ${beginsText(booking, locale, booking.timeZone)} ${link}`;
}

export function shortText(
  told: ToldOf,
  booking: Timed,
  locale: Locale,
  values: { site: string; link: string },
): string {
  const when = clocksOf(booking)
    .map(zone => beginsText(booking, locale, zone))
    .join(' · ');
  return fill(SHORT[told][locale], { ...values, when });
}
