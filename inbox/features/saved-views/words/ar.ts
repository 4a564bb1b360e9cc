import type { Messages } from './en.ts';

export default {
  title: 'القوائم المحفوظة',
  filter: 'تصفية',
  filtered: 'نتائج التصفية',
  empty: 'لا محادثات كهذه الآن. ما يطابق يظهر هنا.',
  gone: 'لم تعد هذه القائمة موجودة.',
} satisfies Messages;
