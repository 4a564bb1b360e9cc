import type { Messages } from './en.ts';

export default {
  invitation: 'Приглашение',
  password: 'Забытый пароль',
  passwordChanged: 'Пароль изменён',
  notice: 'Уведомление оператору',
  answers: 'Ответы тем, кто ушёл',
  received: 'Форма получена',
  rating: 'Как всё прошло?',
  complaint: 'Теперь всё в порядке?',
  waiting: 'Предложение освободившегося времени',
  answer: 'Ответ на письмо',
  transcript: 'Диалог для собеседника',
  test: 'Проверка',
} satisfies Messages;
