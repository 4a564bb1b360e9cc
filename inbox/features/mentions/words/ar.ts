import type { Messages } from './en.ts';

export default {
  title: 'الإشارات',
  unread: {
    zero: 'الإشارات، لا جديد',
    one: 'الإشارات، واحدة غير مقروءة',
    two: 'الإشارات، اثنتان غير مقروءتين',
    few: 'الإشارات، {n} غير مقروءة',
    many: 'الإشارات، {n} غير مقروءة',
    other: 'الإشارات، {n} غير مقروءة',
  },
  empty: 'لم يُشر إليك أحد في ملاحظة بعد.',
  colleagues: 'الزملاء',
  colleague: 'زميل',
  mentionedBy: 'إشارة إليك من {name}',
  spoken: 'إشارة إليك في ملاحظة من {name}: {words}',
  by: '{name}: {words}',
} satisfies Messages;
