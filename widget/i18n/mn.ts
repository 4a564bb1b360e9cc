import type { Locale } from '../../protocol/wire/fields.ts';
import type { DateWords, Messages } from './index.ts';

export const code: Locale = 'mn';

const DAYS = 'Ням Даваа Мягмар Лхагва Пүрэв Баасан Бямба'.split(' ');
/** Chromium knows no Mongolian: its `Intl` would write English dates between these words. */
export const intl =
  !Intl.DateTimeFormat.supportedLocalesOf(code)[0] &&
  ({
    // biome-ignore lint/complexity/useArrowFunction: called with `new`, as Intl's own
    DateTimeFormat: function (_: string, { weekday, day, hour, timeZone }: Intl.DateTimeFormatOptions) {
      const clock = (at: number) => new Date(at).toLocaleTimeString('ru', { timeStyle: 'short', timeZone });
      const format = (at: number) => {
        const date = new Date(at);
        return [
          day && `${date.getMonth() + 1}-р сарын ${date.getDate()}`,
          weekday && DAYS[date.getDay()],
          hour && clock(at),
        ]
          .filter(Boolean)
          .join(', ');
      };
      return { format, formatRange: (from: number, to: number) => `${format(from)}–${clock(to)}` };
    },
    // biome-ignore lint/complexity/useArrowFunction: called with `new`, as Intl's own
    NumberFormat: function (_: string, { unit }: Intl.NumberFormatOptions) {
      return { format: (value: number) => `${value} ${unit === 'hour' ? 'цаг' : 'мин'}` };
    },
    // biome-ignore lint/complexity/useArrowFunction: called with `new`, as Intl's own
    RelativeTimeFormat: function () {
      return { format: (days: number) => ['өчигдөр', 'өнөөдөр', 'маргааш'][days + 1] };
    },
  } as unknown as DateWords);

export default {
  chat: 'Чат',
  callback: 'Залгуулах',
  contact: 'Бичих',
  close: 'Хаах',
  sound: 'Дуу',
  unread: 'Чат, {n} шинэ',
  here: '{name} онлайн байна',
  soon: '{name} онлайн байна, {time} орчимд хариулна',
  away: 'Түр гарсан байна. Бичээрэй, бид хариулна',
  back: '{time} эргэж ирнэ. Бичээрэй, бид хариулна',
  until: '{time} хүртэл залгана',
  write: 'Зурвас бичих',
  send: 'Илгээх',
  sending: 'Илгээж байна…',
  sent: 'Илгээсэн',
  seen: 'Уншсан',
  failed: 'Илгээгдсэнгүй',
  retry: 'Дахин оролдох',
  offline: 'Холболт алга. Бичсэн зүйл тань хадгалагдсан, холбогдмогц илгээгдэнэ.',
  later: 'Холбогдмогц илгээгдэнэ',
  unkept: 'Энэ хөтөч бичсэнийг тань хадгалж чадахгүй тул илгээгдтэл хуудсыг битгий хаагаарай.',
  typing: '{name} бичиж байна…',
  joined: '{name} нэгдлээ',
  closed: 'Яриа хаагдсан',
  fresh: 'Шинэ зурвас',
  name: 'Таны нэр',
  optional: 'заавал биш',
  phone: 'Таны дугаар',
  country: '{country}; өөр улсынх бол +-аар эхлээрэй',
  when: 'Хэзээ залгах вэ?',
  now: 'Одоо',
  soonest: 'Аль болох эрт',
  in: '{time} орчмын дараа',
  callIn: '{time} орчмын дараа залгаарай',
  callAt: 'Залгаарай: {time}',
  topic: 'Юуны тухай вэ?',
  reach: 'Имэйл эсвэл утас',
  subject: 'Гарчиг',
  message: 'Зурвас',
  thanks: 'Баярлалаа, хүлээж авлаа',
  answer: '{reach} руу хариулна',
  another: 'Дахин бичих',
  promise: 'Бид тан руу залгана',
  yours: 'таны цагаар',
  city: '{time}, {city}',
  change: 'Цаг солих эсвэл цуцлах',
  move: '{time} болгох',
  cancel: 'Дуудлагыг цуцлах',
  cancelled: 'Дуудлага цуцлагдсан',
  FIELD_REQUIRED: 'Үүнийг бөглөнө үү',
  PHONE_INVALID: 'Энэ дугаар руу залгах боломжгүй. + ба улсын кодтой бичээрэй',
  EMAIL_INVALID: 'Хаяг дутуу байна, жишээ: name@example.com',
  TEXT_TOO_LONG: 'Хэт урт байна, товчилно уу',
  CONSENT_REQUIRED: 'Эхлээд зөвшөөрнө үү',
  SLOT_TAKEN: 'Энэ цаг дөнгөж сая дүүрлээ. Өөр цаг сонгоно уу',
  wrong: 'Болсонгүй. Дахин оролдоно уу',
} satisfies Messages;
