import type { Messages } from './en.ts';

export default {
  shortcuts: 'الاختصارات',
  shortcutsOn: 'اختصارات المفتاح الواحد مفعّلة',
  thenKey: 'ثم',
  settings: 'الإعدادات',
  keyNext: 'المحادثة التالية',
  keyPrevious: 'المحادثة السابقة',
  keyOpen: 'فتح المحدَّد',
  keyReply: 'رد',
  keyNote: 'ملاحظة خاصة',
  keyClaim: 'استلام',
  keyAssign: 'إسناد',
  keyClose: 'إغلاق أو إعادة فتح',
  keySpam: 'مزعج أو غير مزعج',
  keyTag: 'الوسوم',
  keySnooze: 'تأجيل أو إعادة',
  keyPresence: 'غير متاح أو عدت',
  keyUndo: 'تراجع',
  keySearch: 'بحث',
  keyHelp: 'هذه القائمة',
  keyBack: 'مغادرة الحقل أو الإغلاق أو العودة إلى القائمة',
} satisfies Messages;
