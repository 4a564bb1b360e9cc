import type { Messages } from './en.ts';

const ar: Messages = {
  title: 'رسائل المواعيد',
  lead: 'تصل بالبريد إلى من ترك عنوانًا، وبرسالة SMS إلى من ترك رقمًا فقط إذا كانت رسائل المواعيد مفعّلة. وفي كل منها روابط للحضور أو النقل أو الإلغاء.',
  confirmation: 'تأكيد فوري عند حجز الموعد أو نقله',
  reminder: 'تذكير قبل الموعد',
  daysBefore: 'قبل كم يومًا',
  daysBeforeHint: '0: في اليوم نفسه.',
  daysWrong: 'المطلوب من 0 إلى 14.',
  hour: 'الساعة',
  hourHint: 'بتوقيت المحل، ولا تصل ليلًا بتوقيت الشخص أبدًا.',
  words: 'نصوص الرسائل',
  save: 'حفظ',
  saved: 'تم الحفظ',
};
export default ar;
