import type { Messages } from './en.ts';

export default {
  chat: 'Чат',
  form: 'Маягт',
  email: 'Имэйл',
  booking: 'Цаг захиалга',
  weWrote: 'Бид бичсэн',
  with: 'ярьсан: {names}',
  on: '{site} дээр',
  answeredIn: '{time} дотор хариулсан',
  notAnswered: 'хариулаагүй',
} satisfies Messages;
