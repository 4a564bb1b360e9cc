import type { Messages } from './en.ts';

export default {
  chat: 'የጽሑፍ ውይይት',
  form: 'ቅጽ',
  email: 'ኢሜይል',
  booking: 'ቀጠሮ',
  weWrote: 'እኛ ጻፍን',
  with: 'ከ{names} ጋር',
  on: 'በ{site} ላይ',
  answeredIn: 'በ{time} ውስጥ ተመለሰ',
  notAnswered: 'አልተመለሰም',
} satisfies Messages;
