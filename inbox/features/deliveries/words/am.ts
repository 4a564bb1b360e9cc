import type { Messages } from './en.ts';

export default {
  deliverAgain: 'እንደገና ያድርሱ',
  didDeliverAgain: 'እንደገና እየተላከ ነው',
  didForget: 'ተወግዷል',
  mail: 'ኢሜይል',
  push: 'ማሳወቂያ',
  telegram: 'ቴሌግራም',
  sms: 'አጭር መልእክት',
} satisfies Messages;
