import type { Messages } from './en.ts';

export default {
  deliverAgain: 'إعادة التسليم',
  didDeliverAgain: 'تجري إعادة التسليم',
  didForget: 'تم الحذف',
  notSent: 'ما لم يخرج',
  notSentLead: 'توقفت المحاولات: أعد تسليمه حين يُصلَح السبب، أو أزله.',
  mail: 'بريد',
  push: 'إشعارات الأجهزة',
  telegram: 'Telegram',
  sms: 'رسالة قصيرة (SMS)',
} satisfies Messages;
