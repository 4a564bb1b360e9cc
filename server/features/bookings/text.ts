/** What a booking says in its conversation and in lists, for people of the desk: dates and names, and words only where something became of it. Pure. */
import type { Booking } from '../../../protocol/bookings.ts';
import type { EntryBody } from '../../../protocol/entries.ts';
import type { BookingMark } from '../../../protocol/forms.ts';
import type { Locale } from '../../../protocol/wire/fields.ts';
import { fill } from '../../../protocol/words.ts';
import { windowText, zoneText } from '../forms/times.ts';

/** What the person did to it by their link. */
const ACTS: Record<Exclude<BookingMark['act'], 'booked'>, Record<Locale, string>> = {
  moved: {
    en: 'Moved: {visit}',
    ru: 'Перенесено: {visit}',
    mn: 'Шилжүүлсэн: {visit}',
    ar: 'نُقل الموعد: {visit}',
    am: 'ቀጠሮው ተዛውሯል፦ {visit}',
    hi: 'समय बदला गया: {visit}',
  },
  cancelled: {
    en: 'Cancelled: {visit}',
    ru: 'Отменено: {visit}',
    mn: 'Цуцалсан: {visit}',
    ar: 'أُلغي الموعد: {visit}',
    am: 'ቀጠሮው ተሰርዟል፦ {visit}',
    hi: 'रद्द किया गया: {visit}',
  },
  confirmed: {
    en: 'Will come: {visit}',
    ru: 'Придёт: {visit}',
    mn: 'Ирнэ гэсэн: {visit}',
    ar: 'أكّد الحضور: {visit}',
    am: 'እንደሚመጡ አረጋግጠዋል፦ {visit}',
    hi: 'आने की पुष्टि की: {visit}',
  },
};

/** The services of a visit in one line. */
export function servicesText({ items }: Pick<Booking, 'items'>): string {
  return items.map(each => each.name).join(', ');
}

/** Who does a visit, each once. */
export function staffText({ items }: Pick<Booking, 'items'>): string {
  return [...new Set(items.map(each => each.staffName))].filter(Boolean).join(', ');
}

/** When it is by a clock, which is named. */
export function visitText(
  { startAt, endAt }: Pick<Booking, 'startAt' | 'endAt'>,
  locale: Locale,
  timeZone: string,
): string {
  return `${windowText(locale, timeZone, startAt, endAt)} (${zoneText(locale, timeZone, startAt)})`;
}

/** The entry of a booking in its conversation. */
export function bookingWords(
  booking: Pick<Booking, 'id' | 'items' | 'startAt' | 'endAt' | 'timeZone' | 'note'>,
  act: BookingMark['act'],
  locale: Locale,
): Pick<Extract<EntryBody, { kind: 'form' }>, 'subject' | 'message' | 'booking'> {
  const visit = visitText(booking, locale, booking.timeZone);
  const lines = act === 'booked' ? [visit, staffText(booking), booking.note] : [fill(ACTS[act][locale], { visit })];
  return {
    subject: servicesText(booking),
    message: lines.filter(Boolean).join('\n'),
    booking: { id: booking.id, act },
  };
}
