import type { Messages } from './en.ts';

export default {
  soon: 'بعد 3 ساعات',
  tomorrow: 'صباح الغد',
  monday: 'يوم الاثنين',
  untilWritten: 'إلى أن يكتب الشخص',
  other: 'وقت آخر بحسب ساعتك',
  snooze: 'تأجيل',
  past: 'مضى هذا الوقت. اختر وقتًا لاحقًا.',
  hint: 'تعود المحادثة من تلقاء نفسها، وفورًا إذا كتب الشخص.',
} satisfies Messages;
