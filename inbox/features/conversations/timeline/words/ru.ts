import type { Messages } from './en.ts';

export default {
  chat: 'Чат',
  form: 'Форма',
  email: 'Письмо',
  booking: 'Запись',
  weWrote: 'Мы написали',
  with: 'с кем: {names}',
  on: 'на сайте {site}',
  answeredIn: 'ответили через {time}',
  notAnswered: 'без ответа',
} satisfies Messages;
