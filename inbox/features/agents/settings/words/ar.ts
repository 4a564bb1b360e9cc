import type { Messages } from './en.ts';

export default {
  agentsLead: 'كل من يرد. الدعوة رابط يعمل مرة واحدة.',
  role: 'الدور',
  roleOwner: 'مالك',
  roleAgent: 'موظف',
  roleReader: 'قارئ',
  capacity: 'في آنٍ واحد',
  capacityHint: 'أقصى عدد من المحادثات المفتوحة يُسند إلى هذا الموظف.',
  capacityWanted: 'يلزم عدد صحيح من 0 إلى {max}. بقي كما كان.',
  sees: 'يرى',
  seesAll: 'كل المواقع',
  didDisable: 'أُوقف دخول {name}',
  youMark: '(أنت)',
  changePassword: 'تغيير كلمة المرور',
  currentPassword: 'كلمة المرور الحالية',
  newPassword: 'كلمة المرور الجديدة',
  passwordChanged: 'تغيّرت كلمة المرور.',
  errorPasswordWrong: 'هذه ليست كلمة مرورك الحالية.',
} satisfies Messages;
