import type { Messages } from './en.ts';

const ar: Messages = {
  customers: 'العملاء',
  shop: 'المتجر',
  people: 'الجميع',
  funnel: 'مسار البيع',
  lists: 'القوائم',
  complaints: 'الشكاوى',
  calls: 'المكالمات',
  counter: 'الصندوق',
  book: 'دفتر المواعيد',
  visits: 'الزيارات',
};
export default ar;
