import type { Messages } from './en.ts';

export default {
  deliverAgain: 'إعادة التسليم',
  didDeliverAgain: 'تجري إعادة التسليم',
  didForget: 'تم الحذف',
  mail: 'بريد',
  push: 'إشعار',
  telegram: 'تيليجرام',
  sms: 'رسالة قصيرة',
} satisfies Messages;
