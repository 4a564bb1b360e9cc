import type { Messages } from './en.ts';

export default {
  deliverAgain: 'እንደገና ያድርሱ',
  didDeliverAgain: 'እንደገና እየተላከ ነው',
  didForget: 'ተወግዷል',
  notSent: 'ያልወጣው',
  notSentLead: 'ሙከራው ቆሟል፦ ምክንያቱ ሲስተካከል እንደገና ያድርሱት፣ ወይም ያስወግዱት።',
  mail: 'ኢሜይል',
  push: 'የመሣሪያ ማሳወቂያዎች',
  telegram: 'Telegram',
  sms: 'SMS',
} satisfies Messages;
