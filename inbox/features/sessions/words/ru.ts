import type { Messages } from './en.ts';

export default {
  signIn: 'Войти',
  signInLead: 'Отвечайте посетителям вашего сайта.',
  sessionsLead: 'Здесь вы вошли. Завершите сеансы, которые вам незнакомы.',
  thisSession: 'этот',
  sessionSeen: 'Последний раз: {time}',
  sessionBegun: 'Вход: {time}',
  endSession: 'Завершить',
  endOthers: 'Завершить все остальные',
  endAll: 'Завершить все, и этот тоже',
  sessionEnded: 'Завершён',
  othersEnded: 'Все остальные сеансы завершены',
} satisfies Messages;
