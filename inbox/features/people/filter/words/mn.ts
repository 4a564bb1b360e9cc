import type { Messages } from './en.ts';

const mn: Messages = {
  any: 'Аль нь ч',
  known: 'Мэдэгдэж байгаа',
  unknown: 'Мэдэгдэхгүй',
  last: { one: 'сүүлийн {n} өдөрт', other: 'сүүлийн {n} өдөрт' },
  notFor: { one: '{n} өдөр байхгүй', other: '{n} өдөр байхгүй' },
  atLeast: '{what}, дор хаяж',
  from: '{what}, эхлэх өдөр',
  sumAtLeast: 'Дүн, дор хаяж ({currency})',
  open: 'Нээлттэй байгаа',
  none: 'Байхгүй',
  consentBy: 'Бичиж болох суваг',
  viewNameHint: 'Нэр өгвөл таны шүүлтүүрүүдэд хадгалагдана.',
  didRemove: 'Шүүлтүүр устлаа: {name}',
};
export default mn;
