import type { Messages } from './en.ts';

export default {
  title: 'Отложить',
  until: 'отложен: {time}',
  untilAnswer: 'отложен до ответа',
} satisfies Messages;
