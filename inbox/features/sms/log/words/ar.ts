import type { Messages } from './en.ts';

export default {
  failed: 'لم تصل الرسالة القصيرة',
  off: 'إرسال الرسائل القصيرة متوقف',
  stopped: 'طلب صاحب هذا الرقم عدم مراسلته',
  tooLong: 'النص أطول مما يُسمح به',
  dayFull: 'بلغ المكتب حدّ اليوم',
  numberFull: 'بلغ هذا الرقم حدّ اليوم',
  tooLate: 'مضى عليها أكثر من يوم',
  noNumber: 'لا يوجد رقم',
} satisfies Messages;
