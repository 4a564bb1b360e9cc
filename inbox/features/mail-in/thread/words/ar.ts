import type { Messages } from './en.ts';

export default {
  noSubject: '(بلا موضوع)',
  knownAddress: 'نعرف هذا العنوان، لكن لا شيء يثبت أنه الشخص نفسه.',
  leftOut: 'لم يُقبل هنا: {names}',
  whole: 'الرسالة كاملة',
  wholeFailed: 'تعذّر تحميل الرسالة.',
  cut: 'لها تتمة؛ لا تُحفظ إلا بدايتها.',
  returned: 'لم يصل هذا الرد إلى {address}: عادت الرسالة',
  returnedNobody: 'لم يصل رد: عادت الرسالة',
  automatic: 'أجاب برنامج نيابة عن {from}: {subject}',
} satisfies Messages;
