import type { Messages } from './en.ts';

export default {
  privacy: 'البيانات الشخصية',
  exportPage: 'تصدير كصفحة',
  exportData: 'تصدير للبرامج',
  erase: 'محو هذا الشخص…',
  eraseTitle: 'محو {name} نهائيًا؟',
  eraseLead:
    'يُمحى كل ما قاله: المحادثات والمكالمات والملفات وما ينتظر الإرسال. وتصبح صفحاته المفتوحة فارغة. لا يمكن لأحد استعادة ذلك. وستحصل على إيصال.',
  eraseForGood: 'محو نهائي',
  didErase: 'تم المحو. الإيصال {receipt} في الإعدادات، الخصوصية.',
} satisfies Messages;
