import type { Messages } from './en.ts';

export default {
  invitation: 'دعوة',
  password: 'كلمة مرور منسية',
  passwordChanged: 'تغيّر كلمة المرور',
  notice: 'إشعار لموظف',
  answers: 'ردود لمن غادر',
  received: 'وصول النموذج',
  rating: 'كيف كانت التجربة؟',
  visitRating: 'كيف كانت الزيارة',
  return: 'يسعدنا أن نراك مجددًا',
  balance: 'أين يرى الشخص مكافآته',
  complaint: 'هل صُحّح الأمر؟',
  waiting: 'عرض موعد شاغر',
  answer: 'رد على رسالة بريد',
  transcript: 'المحادثة لصاحبها',
  booked: 'تأكيد الموعد',
  moved: 'نقل الموعد',
  cancelled: 'إلغاء الموعد',
  reminder: 'تذكير بالموعد',
  test: 'تجربة',
} satisfies Messages;
