import type { Messages } from './en.ts';

const ar: Messages = {
  customers: 'العملاء',
  people: 'الجميع',
  funnel: 'مسار البيع',
  lists: 'القوائم',
  complaints: 'الشكاوى',
  calls: 'المكالمات',
};
export default ar;
