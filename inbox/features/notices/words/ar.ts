import type { Messages } from './en.ts';

export default {
  notifyAsk: 'تنبيهك إلى الرسائل الجديدة وأنت في نافذة أخرى؟',
  notifyYes: 'تفعيل الإشعارات',
  notifyNo: 'ليس الآن',
  backFrom: 'عادت محادثة مؤجلة: {name}',
  handedOver: '{by} يسلّمك محادثة {name}',
  mailReturned: 'عاد رد أُرسل إلى {name}',
  spoken: '{name}: {words}',
} satisfies Messages;
