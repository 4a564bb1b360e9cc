import type { LaterMessages } from '../index.ts';

export default {
  tooLong: 'Нэг зурваст {n} тэмдэгтээр урт байна.',
  inParts: '{n} хэсэг болгож илгээх',
  night: 'Шөнө',
  morning: 'Өглөө',
  afternoon: 'Үдээс хойш',
  evening: 'Орой',
  yours: 'таны цагаар',
  city: '{time}, {city}',
  calendar: 'Календарьт нэмэх',
  move: 'Цаг солих',
  moveTo: '{time} болгох',
  cancel: 'Дуудлагыг цуцлах',
  sure: 'Дуудлагыг цуцлах уу?',
  keep: '{time} хэвээр үлдээх',
  answer: '{reach} руу хариулна',
  another: 'Дахин бичих',
  leave: '{when}. Бичээрэй, бид хариулна',
  unkept: 'Энэ хөтөч бичсэнийг тань хадгалж чадахгүй тул илгээгдтэл хуудсыг битгий хаагаарай.',
  unset: 'Энэ сайтад чат хараахан тохируулагдаагүй байна',
  CALLBACK_PENDING: 'Дуудлага товлогдсон байна. Зөөх эсвэл цуцална уу',
} satisfies LaterMessages;
