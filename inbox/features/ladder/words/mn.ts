import type { Messages } from './en.ts';

export default {
  waitReminded: 'Удаан хариугүй: {names} сануулга авлаа',
  waitOffered: 'Удаан хариугүй: {names} санал авлаа',
  waitOwner: 'Удаан хариугүй: эзэн {names} мэдэгдэл авлаа',
  callReminded: '{time}-ын дуудлага: {names} сануулга авлаа',
  callOffered: '{time}-ын дуудлага хийгдээгүй: {names} санал авлаа',
  callOwner: '{time}-ын дуудлага хийгдээгүй: эзэн {names} мэдэгдэл авлаа',
  nextReminded: 'сануулга: {time}',
  nextOffered: 'бусдад: {time}',
  nextOwner: 'эзэнд: {time}',
  sleeps: 'хаалттай: {time}-аас тоолно',
  offered: 'бүгдэд',
  lateFrom: 'Хариу хүлээж байна: {name}',
  lateCall: 'Дуудлага хүлээж байна: {name}',
  lateSpoken: 'Хэт удаан хүлээж байна: {name}.',
} satisfies Messages;
