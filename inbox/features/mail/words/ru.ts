import type { Messages } from './en.ts';

export default {
  invitation: 'Приглашение',
  password: 'Забытый пароль',
  passwordChanged: 'Пароль изменён',
  notice: 'Уведомление оператору',
  answers: 'Ответы тем, кто ушёл',
  received: 'Форма получена',
  rating: 'Как всё прошло?',
  visitRating: 'Как прошёл визит',
  return: 'Будем рады видеть вас снова',
  balance: 'Где посмотреть бонусы',
  complaint: 'Теперь всё в порядке?',
  waiting: 'Предложение освободившегося времени',
  answer: 'Ответ на письмо',
  transcript: 'Диалог для собеседника',
  booked: 'Запись сделана',
  moved: 'Запись перенесена',
  cancelled: 'Запись отменена',
  reminder: 'Напоминание о визите',
  test: 'Проверка',
} satisfies Messages;
