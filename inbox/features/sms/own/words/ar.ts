import type { Messages } from './en.ts';

export default {
  lead: 'تصل الإشعارات إلى هذا الرقم إذا اخترت هذه الطريقة.',
  phone: 'رقم الهاتف',
  sendCode: 'أرسل لي رمزًا',
  codeSent: 'أُرسل رمز إلى {number}. يصلح لعشر دقائق.',
  code: 'الرمز',
  confirm: 'تأكيد',
  sendAgain: 'أرسل رمزًا آخر',
  confirmed: 'مؤكَّد: {number}',
  another: 'استخدام رقم آخر',
  remove: 'إزالة الرقم',
  didRemove: 'أُزيل الرقم',
  wrongCode: 'الرمز خاطئ أو انتهت مدته. بعد خمس محاولات يلزم رمز جديد.',
} satisfies Messages;
