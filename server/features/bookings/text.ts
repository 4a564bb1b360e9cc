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

/** What the desk is told of a payment; `{problem}` is English. */
const PAYMENT_NOTES = {
  unasked: {
    en: 'The payment program did not answer ({problem}). The booking stands: {visit}',
    ru: 'Программа оплаты не ответила ({problem}). Запись остаётся: {visit}',
    mn: 'Төлбөрийн програм хариу өгсөнгүй ({problem}). Захиалга хэвээр: {visit}',
    ar: 'لم يُجب برنامج الدفع ({problem}). الحجز قائم: {visit}',
    am: 'የክፍያ ፕሮግራሙ አልመለሰም ({problem})። ቀጠሮው እንዳለ ነው፦ {visit}',
    hi: 'भुगतान प्रोग्राम ने जवाब नहीं दिया ({problem})। बुकिंग बनी हुई है: {visit}',
  },
  paid: {
    en: 'Paid in advance: {visit}',
    ru: 'Оплачено заранее: {visit}',
    mn: 'Урьдчилж төлсөн: {visit}',
    ar: 'دُفع مقدّمًا: {visit}',
    am: 'አስቀድሞ ተከፍሏል፦ {visit}',
    hi: 'अग्रिम भुगतान हुआ: {visit}',
  },
  lapsed: {
    en: 'Nobody paid in time, so the time is free again: {visit}',
    ru: 'Вовремя не оплачено, время снова свободно: {visit}',
    mn: 'Хугацаандаа төлөөгүй тул цаг дахин чөлөөтэй: {visit}',
    ar: 'لم يُدفع في الوقت المحدد، فعاد الموعد متاحًا: {visit}',
    am: 'በጊዜው ስላልተከፈለ ሰዓቱ እንደገና ክፍት ነው፦ {visit}',
    hi: 'समय पर भुगतान नहीं हुआ, इसलिए समय फिर खाली है: {visit}',
  },
  late: {
    en: 'Paid too late, when somebody else had the time: give the money back, or find another time. {visit}',
    ru: 'Оплачено слишком поздно, время уже занято: верните деньги или найдите другое время. {visit}',
    mn: 'Хэт оройтож төлсөн, цаг нь өөр хүнд очсон: мөнгийг буцаах эсвэл өөр цаг олоорой. {visit}',
    ar: 'دُفع متأخرًا بعد أن أخذ غيره الموعد: أعيدوا المبلغ أو ابحثوا عن موعد آخر. {visit}',
    am: 'በጣም ዘግይቶ ተከፍሏል፣ ሰዓቱን ሌላ ሰው ይዞታል፦ ገንዘቡን ይመልሱ ወይም ሌላ ሰዓት ይፈልጉ። {visit}',
    hi: 'भुगतान बहुत देर से हुआ, समय किसी और का हो चुका था: पैसे लौटाएँ या दूसरा समय खोजें। {visit}',
  },
} as const satisfies Record<string, Record<Locale, string>>;
export type PaymentNote = keyof typeof PAYMENT_NOTES;

/** For colleagues, in the conversation of a booking. */
export function paymentNote(
  note: PaymentNote,
  booking: Pick<Booking, 'startAt' | 'endAt' | 'timeZone'>,
  locale: Locale,
  problem: string,
): string {
  return fill(PAYMENT_NOTES[note][locale], { problem, visit: visitText(booking, locale, booking.timeZone) });
}

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
