import type { Messages } from './en.ts';

export default {
  ratedChat: 'Оценка чата: {score} из 5',
  ratedCall: 'Оценка звонка: {score} из 5',
  ratedVisit: 'Оценка визита: {score} из 5',
  low: 'низкая',
  with: 'с кем: {name}',
} satisfies Messages;
