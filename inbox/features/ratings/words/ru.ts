import type { Messages } from './en.ts';

export default {
  askedChat: 'Вопрос об оценке беседы: {name}',
  askedCall: 'Вопрос об оценке звонка: {name}',
  rated: '{score} из 5, отвечает {name}',
  told: 'сообщено владельцу, {names}',
  declined: 'Оценивать не хочет',
  lowFrom: 'Низкая оценка: {name}',
  lowSpoken: 'Низкая оценка: {name}.',
} satisfies Messages;
