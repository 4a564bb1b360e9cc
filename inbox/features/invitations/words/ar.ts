import type { Messages } from './en.ts';

export default {
  inviteOwnerTitle: 'إعداد صندوق الوارد',
  inviteOwnerLead: 'يمنحك هذا الرابط ملكية Deskbell هذا، ويعمل مرة واحدة.',
  inviteAgentTitle: 'دعوة للانضمام',
  inviteAgentLead: 'دُعيت للرد على الزوار بحساب {email}.',
  createAccount: 'إنشاء الحساب',
  toSignIn: 'الانتقال إلى تسجيل الدخول',
  inviteAgent: 'دعوة',
  inviteEmail: 'بريد الموظف الجديد',
  inviteMade: 'رابط {email}. يظهر الآن فقط، ويعمل مرة واحدة حتى {time}.',
  inviteMailed: 'وهو في الطريق بالبريد أيضًا إلى {email}.',
  inviteNoMail: 'البريد غير مفعّل على هذا الخادم: يرجى إرسال الرابط يدويًا.',
  invitesOpen: 'لم تُقبل بعد',
  inviteUntil: 'من {name}، صالحة حتى {time}',
  inviteWithdraw: 'سحب',
  inviteWithdrawOf: 'سحب دعوة {email}',
  inviteWithdrawn: 'رابط {email} لم يعد يعمل',
} satisfies Messages;
