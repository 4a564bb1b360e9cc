import type { Messages } from './en.ts';

export default {
  callMoveTo: 'Новое время (по вашим часам)',
  callMoveSave: 'Перенести звонок',
  callInMinutes: 'Через {time}',
  callPast: 'Выберите время, которое ещё не прошло.',
} satisfies Messages;
