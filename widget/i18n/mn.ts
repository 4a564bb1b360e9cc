import type { Locale } from '../../protocol/wire/fields.ts';
import type { Messages } from './index.ts';

export const code: Locale = 'mn';
export const later = () => import('./later/mn.ts');

/** Chromium knows no Mongolian: its `Intl` would write English dates between these words. */
export const calendar = () => import('../../protocol/calendar/mn.ts');

export default {
  chat: 'Чат',
  callback: 'Залгуулах',
  contact: 'Бичих',
  booking: 'Цаг захиалах',
  close: 'Хаах',
  sound: 'Дуу',
  unread: 'Чат, {n} шинэ',
  here: '{name} онлайн байна',
  soon: '{name} онлайн байна, {time} орчимд хариулна',
  away: 'Түр гарсан байна',
  back: '{time} эргэж ирнэ',
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
  promise: 'Бид тан руу залгана',
  cancelled: 'Дуудлага цуцлагдсан',
  FIELD_REQUIRED: 'Үүнийг бөглөнө үү',
  EMAIL_INVALID: 'Хаяг дутуу байна, жишээ: name@example.com',
  TEXT_TOO_LONG: 'Хэт урт байна, товчилно уу',
  CONSENT_REQUIRED: 'Эхлээд зөвшөөрнө үү',
  wrong: 'Болсонгүй. Дахин оролдоно уу',
} satisfies Messages;
