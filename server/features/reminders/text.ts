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

export type ToldOf = 'booked' | 'moved' | 'cancelled' | 'reminder';

/** By SMS: short, as each further segment costs. */
const SHORT: Record<Exclude<ToldOf, 'cancelled'>, Record<Locale, string>> = {
  booked: {
    en: '{site}: you are booked. {when}. Come, move, cancel: {link}',
    ru: '{site}: вы записаны. {when}. Прийти, перенести, отменить: {link}',
    mn: '{site}: цаг захиалагдлаа. {when}. Ирэх, шилжүүлэх, цуцлах: {link}',
    ar: '{site}: تم حجز موعدك. {when}. للحضور أو النقل أو الإلغاء: {link}',
    am: '{site}፦ ቀጠሮዎ ተይዟል። {when}። ለመምጣት፣ ለማዛወር፣ ለመሰረዝ፦ {link}',
    hi: '{site}: समय बुक हो गया। {when}। आने, बदलने या रद्द करने के लिए: {link}',
  },
  moved: {
    en: '{site}: your visit was moved and is now {when}. Come, move, cancel: {link}',
    ru: '{site}: ваш визит перенесён, теперь {when}. Прийти, перенести, отменить: {link}',
    mn: '{site}: таны цаг шилжлээ, одоо {when}. Ирэх, шилжүүлэх, цуцлах: {link}',
    ar: '{site}: نُقل موعدك إلى {when}. للحضور أو النقل أو الإلغاء: {link}',
    am: '{site}፦ ቀጠሮዎ ተዛውሯል፣ አሁን {when}። ለመምጣት፣ ለማዛወር፣ ለመሰረዝ፦ {link}',
    hi: '{site}: आपका समय बदला, अब {when}। आने, बदलने या रद्द करने के लिए: {link}',
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

const CANCELLED: Record<Locale, string> = {
  en: '{site}: your visit is cancelled, {when}.',
  ru: '{site}: ваш визит отменён, {when}.',
  mn: '{site}: таны цаг цуцлагдлаа, {when}.',
  ar: '{site}: أُلغي موعدك، {when}.',
  am: '{site}፦ ቀጠሮዎ ተሰርዟል፣ {when}።',
  hi: '{site}: आपकी बुकिंग रद्द हुई, {when}।',
};
const AGAIN: Record<Locale, string> = {
  en: 'Book again: {link}',
  ru: 'Записаться снова: {link}',
  mn: 'Дахин захиалах: {link}',
  ar: 'للحجز من جديد: {link}',
  am: 'እንደገና ለመያዝ፦ {link}',
  hi: 'फिर से बुक करें: {link}',
};
const LAPSED: Record<Locale, string> = {
  en: 'It was not paid for in time.',
  ru: 'Он не был оплачен вовремя.',
  mn: 'Хугацаандаа төлбөр нь төлөгдөөгүй.',
  ar: 'لم يُدفع ثمنه في الوقت المحدد.',
  am: 'በጊዜው አልተከፈለበትም።',
  hi: 'समय पर भुगतान नहीं हुआ।',
};

/** Why a visit is cancelled, in the words of whoever did it; empty: nobody said. */
export function reasonText({ reason, payment }: Pick<BookingRecord, 'reason' | 'payment'>, locale: Locale): string {
  return reason === '' && payment?.state === 'lapsed' ? LAPSED[locale] : reason;
}

/** That a visit is cancelled, by SMS: whole, and what is left where that is too long. */
export function cancelledTexts(
  booking: Timed & Pick<BookingRecord, 'reason' | 'payment'>,
  locale: Locale,
  { site, link }: { site: string; link: string },
): { text: string; shorter: string } {
  const shorter = fill(CANCELLED[locale], { site, when: beginsText(booking, locale, booking.timeZone) });
  const text = [shorter, reasonText(booking, locale), fill(AGAIN[locale], { link })].filter(Boolean).join(' ');
  return { text, shorter };
}

/** What is left where that is too long: when, and where. */
export function shortestText(booking: Timed, locale: Locale, { site, link }: { site: string; link: string }): string {
  return `${site}: ${beginsText(booking, locale, booking.timeZone)} ${link}`;
}

export function shortText(
  told: Exclude<ToldOf, 'cancelled'>,
  booking: Timed,
  locale: Locale,
  values: { site: string; link: string },
): string {
  const when = clocksOf(booking)
    .map(zone => beginsText(booking, locale, zone))
    .join(' · ');
  return fill(SHORT[told][locale], { ...values, when });
}
