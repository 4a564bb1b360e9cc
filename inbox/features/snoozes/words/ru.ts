import type { Messages } from './en.ts';

export default {
  title: 'Отложить',
  soon: 'Через 3 часа',
  tomorrow: 'Завтра утром',
  monday: 'В понедельник',
  untilWritten: 'До ответа человека',
  other: 'Другое время, по вашим часам',
  snooze: 'Отложить',
  past: 'Это время уже прошло. Выберите более позднее.',
  hint: 'Диалог вернётся сам, а если человек напишет — сразу.',
  until: 'отложен: {time}',
  untilAnswer: 'отложен до ответа',
} satisfies Messages;
