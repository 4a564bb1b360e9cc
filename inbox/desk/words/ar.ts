import type { Messages } from './en.ts';

export default {
  views: 'الأقسام',
  desk: 'المكتب',
  settings: 'الإعدادات',
  allSites: 'كل المواقع',
  site: 'الموقع',
  skipToThread: 'الانتقال إلى المحادثة',
  viewWithCount: {
    zero: '{view}، لا محادثات',
    one: '{view}، محادثة واحدة',
    two: '{view}، محادثتان',
    few: '{view}، {n} محادثات',
    many: '{view}، {n} محادثة',
    other: '{view}، {n} محادثة',
  },
  shortcuts: 'الاختصارات',
  linkLost: 'انقطع الاتصال وسيعود تلقائيًا. ما تكتبه محفوظ وسيُرسل عند عودته.',
  outdated: 'تم تحديث Deskbell. أعد تحميل الصفحة؛ ما كتبته محفوظ.',
  reload: 'إعادة التحميل',
  linkBack: 'عاد الاتصال.',
  storeAway: 'لا يستطيع Deskbell حفظ أي شيء الآن. ما تكتبه محفوظ هنا وسيُرسل حالما يمكن ذلك.',
  notDurable: 'لا يحفظ هذا المتصفح شيئًا على القرص. يرجى عدم إغلاق الصفحة أثناء إرسال رسالة.',
} satisfies Messages;
