import type { Messages } from './en.ts';

export default {
  title: 'تأجيل',
  until: 'مؤجلة حتى {time}',
  untilAnswer: 'مؤجلة إلى أن يكتب',
} satisfies Messages;
