import type { Messages } from './en.ts';

const ar: Messages = {
  send: 'أرسل المحادثة إليه بالبريد',
  queued: 'في الطريق إلى {to}',
  suppressed: 'لم تُرسل: ارتد بريد سابق إلى {to}.',
  nobody: 'لم تُرسل: لا يوجد عنوان بريد.',
  off: 'لم تُرسل: البريد متوقف على هذا الخادم.',
};
export default ar;
