import type { ExportWords } from './en.ts';

export const ar: ExportWords = {
  title: 'ما يحتفظ به {site} عنك',
  made: 'حتى {time}. والنسخة المخصصة للبرامج في الملف المنتهي بـ ‎.jsonl‎.',
  contacts: 'من أنت',
  contactMerges: 'كيف عُرف أنك الشخص نفسه',
  importPeople: 'ما ورد عنك من ملف',
  visitors: 'متصفحاتك والصفحات التي زرتها',
  conversations: 'ما قيل',
  files: 'الملفات',
  callbacks: 'المكالمات التي طلبتها',
  mails: 'رسائلك البريدية كاملة',
  ratings: 'تقييماتك',
  deliveries: 'ما ينتظر الإرسال إلى برامج {site} الأخرى',
  nothing: 'لا شيء.',
  you: 'أنت',
  system: 'تلقائيًا',
  note: 'ملاحظة بين الزملاء',
};
