import type { Messages } from './en.ts';

export default {
  newFrom: 'Новое сообщение: {name}',
  notArrived: 'Ответ не дошёл: {name}',
  complaint: 'Жалоба ждёт вас',
} satisfies Messages;
