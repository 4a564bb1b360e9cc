import type { Messages } from './en.ts';

const ar: Messages = {
  whoDid: 'من نفّذه',
  unsaidBooking: 'كل موظفي الحجز',
  unsaidSeller: 'من يبيع',
  employee: 'الموظف',
  percentOf: 'النسبة المئوية: {name}',
  oneMore: 'شخص آخر',
  without: 'من دون {name}',
  sharesWanted: 'المطلوب نسب صحيحة مجموعها 100، ولا أحد مرتين.',
};
export default ar;
