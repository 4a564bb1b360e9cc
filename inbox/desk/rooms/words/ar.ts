import type { Messages } from './en.ts';

const ar: Messages = {
  customers: 'العملاء',
  people: 'الجميع',
  funnel: 'مسار البيع',
  lists: 'القوائم',
  complaints: 'الشكاوى',
  calls: 'المكالمات',
  shop: 'المحل',
  book: 'دفتر المواعيد',
};
export default ar;
