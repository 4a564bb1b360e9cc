import type { Messages } from './en.ts';

export default {
  settings: 'Настройки',
  owners: 'Сайт',
  yours: 'Вы',
  setSite: 'Основное',
  setInstall: 'Установка',
  setAgents: 'Операторы',
  setIdentity: 'Идентификация',
  setWebhooks: 'Вебхуки',
  setProfile: 'Профиль',
  setSessions: 'Сеансы',
  setReplies: 'Готовые ответы',
} satisfies Messages;
