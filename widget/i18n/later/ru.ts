import type { LaterMessages } from '../index.ts';

export default {
  tooLong: 'Для одного сообщения слишком длинно, лишних знаков: {n}.',
  inParts: 'Отправить по частям: {n}',
  night: 'Ночь',
  morning: 'Утро',
  afternoon: 'День',
  evening: 'Вечер',
  yours: 'по вашему времени',
  city: '{time} ({city})',
  calendar: 'Добавить в календарь',
  move: 'Перенести звонок',
  moveTo: 'Перенести: {time}',
  cancel: 'Отменить звонок',
  sure: 'Отменить звонок?',
  keep: 'Оставить: {time}',
  answer: 'Ответим на {reach}',
  another: 'Написать ещё',
  leave: '{when}. Напишите, и мы ответим',
  unkept: 'Браузер не может сохранить написанное: не закрывайте страницу, пока всё не отправится.',
  unset: 'Чат на этом сайте ещё не настроен',
  CALLBACK_PENDING: 'Звонок уже назначен. Перенесите или отмените его',
} satisfies LaterMessages;
