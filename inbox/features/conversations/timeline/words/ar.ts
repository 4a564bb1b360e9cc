import type { Messages } from './en.ts';

export default {
  chat: 'دردشة',
  form: 'نموذج',
  email: 'بريد إلكتروني',
  booking: 'حجز موعد',
  weWrote: 'كتبنا نحن',
  with: 'مع {names}',
  on: 'على {site}',
  answeredIn: 'تم الرد خلال {time}',
  notAnswered: 'بلا رد',
} satisfies Messages;
