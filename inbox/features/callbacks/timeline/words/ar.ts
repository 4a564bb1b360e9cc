import type { Messages } from './en.ts';

export default {
  asked: 'طلب اتصالًا',
  pending: 'موعود: {time}',
  late: 'متأخر: {time}',
  reached: 'تم التحدث',
  wrongNumber: 'رقم خاطئ',
  cancelled: 'أُلغي',
  missed: 'لم يتم الوصول إليه',
  tries: {
    zero: 'بلا محاولات',
    one: 'محاولة واحدة',
    two: 'محاولتان',
    few: '{n} محاولات',
    many: '{n} محاولة',
    other: '{n} محاولة',
  },
} satisfies Messages;
