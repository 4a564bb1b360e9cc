import type { Messages } from './en.ts';

export const ar: Messages = {
  message: 'في انتظار الرد',
  form: 'نموذج جديد',
  callback: 'طلب اتصال',
  callbackDue: 'حان وقت الاتصال',
  late: 'طال الانتظار',
  mention: 'إشارة إليك في ملاحظة من {by}',
  rating: 'تقييم منخفض',
  handover: '{by} يسلّمك هذه المحادثة',
  woken: 'عادت المحادثة المؤجلة',
  failed: 'لم يصله الرد',
  visitor: 'زائر',
  many: {
    zero: 'لا محادثات في انتظارك',
    one: 'محادثة واحدة في انتظارك',
    two: 'محادثتان في انتظارك',
    few: '{n} محادثات في انتظارك',
    many: '{n} محادثة في انتظارك',
    other: '{n} محادثة في انتظارك',
  },
  others: { one: 'وواحدة أخرى', two: 'واثنتان أخريان', few: 'و{n} أخرى', many: 'و{n} أخرى', other: 'و{n} أخرى' },
  testBody: 'هكذا تصلك الإشعارات.',
};
