import type { Messages } from './en.ts';

export default {
  newFrom: 'رسالة جديدة من {name}',
  notArrived: 'لم يصل رد أُرسل إلى {name}',
  complaint: 'شكوى تنتظرك',
} satisfies Messages;
