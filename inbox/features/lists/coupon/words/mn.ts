import type { Messages } from './en.ts';

export default {
  title: 'Купон ашиглах',
  code: 'Код',
  codeHint: 'Үйлчлүүлэгчийн хэлснээр, жишээ нь BACK-7Q2K.',
  find: 'Хайх',
  unknown: 'Ийм код хэнд ч өгөөгүй, эсвэл танд харагдахгүй.',
  percent: '{percent} % хөнгөлөлт',
  whose: 'Хэнийх',
  what: 'Юунд',
  when: 'Хэзээ',
  goodUntil: '{date} хүртэл хүчинтэй',
  ranOut: '{date} хугацаа нь дууссан',
  usedOn: '{date} ашигласан',
  usedOnBy: '{date} ашигласан, {name}',
  markUsed: 'Ашигласан гэж тэмдэглэх',
  didUse: 'Купон ашигласан: {code}',
  usedBefore: 'Өмнө нь ашигласан байна. Юу ч өөрчлөгдсөнгүй.',
} satisfies Messages;
