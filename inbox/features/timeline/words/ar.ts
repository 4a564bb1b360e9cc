import type { Messages } from './en.ts';

export default {
  everything: 'الكل',
  talks: 'المحادثات',
  calls: 'المكالمات',
  bookings: 'المواعيد',
  purchases: 'المشتريات',
  complaints: 'الشكاوى',
  stages: 'المراحل',
  notes: 'الملاحظات',
  visits: 'الصفحات',
  show: 'عرض',
  timeline: 'ما حدث',
  empty: 'لم يحدث شيء بعد. كل ما يكتبه الشخص أو يسأل عنه أو يشتريه يظهر هنا تلقائيًا.',
  emptyOfKind: 'لا شيء من هذا النوع.',
  failed: 'تعذّر تحميل السجل.',
} satisfies Messages;
