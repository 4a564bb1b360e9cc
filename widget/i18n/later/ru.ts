import type { LaterMessages } from '../index.ts';

export default {
  tooLong: 'Для одного сообщения слишком длинно, лишних знаков: {n}.',
  inParts: 'Отправить по частям: {n}',
} satisfies LaterMessages;
