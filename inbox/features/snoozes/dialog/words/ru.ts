import type { Messages } from './en.ts';

export default {
  soon: 'Через 3 часа',
  tomorrow: 'Завтра утром',
  monday: 'В понедельник',
  untilWritten: 'До ответа человека',
  other: 'Другое время, по вашим часам',
  snooze: 'Отложить',
  past: 'Это время уже прошло. Выберите более позднее.',
  hint: 'Диалог вернётся сам, а если человек напишет — сразу.',
} satisfies Messages;
