import type { Messages } from './en.ts';

export default {
  deliverAgain: 'እንደገና ያድርሱ',
  didDeliverAgain: 'እንደገና እየተላከ ነው',
  didForget: 'ተወግዷል',
  mail: 'ኢሜይል',
  push: 'የመሣሪያ ማሳወቂያዎች',
  telegram: 'Telegram',
  sms: 'SMS',
} satisfies Messages;
