import type { Messages } from './en.ts';

export default {
  invitation: 'دعوة',
  password: 'كلمة مرور منسية',
  passwordChanged: 'تغيّر كلمة المرور',
  notice: 'إشعار لموظف',
  answers: 'ردود لمن غادر',
  received: 'وصول النموذج',
  rating: 'كيف كانت التجربة؟',
  complaint: 'هل صُحّح الأمر؟',
  waiting: 'عرض موعد شاغر',
  answer: 'رد على رسالة بريد',
  transcript: 'المحادثة لصاحبها',
  test: 'تجربة',
} satisfies Messages;
