import type { Messages } from './en.ts';

export default {
  deliverAgain: 'إعادة التسليم',
  didDeliverAgain: 'تجري إعادة التسليم',
  didForget: 'تم الحذف',
  mail: 'بريد',
  push: 'إشعارات الأجهزة',
  telegram: 'Telegram',
  sms: 'رسالة قصيرة (SMS)',
} satisfies Messages;
