import type { Messages } from './en.ts';

export default {
  settings: 'Настройки',
  ofSite: 'Сайт',
  ofBusiness: 'Компания',
  yours: 'Вы',
  setSite: 'Основное',
  setInstall: 'Установка',
  setAgents: 'Операторы',
  setIdentity: 'Идентификация',
  setWebhooks: 'Вебхуки',
  setSpam: 'Спам',
  setMailIn: 'Входящая почта',
  setWaiting: 'Ожидание',
  setRouting: 'Распределение',
  setRatings: 'Оценки',
  setScript: 'Автоответы',
  setPrivacy: 'Приватность',
  setProfile: 'Профиль',
  setSessions: 'Сеансы',
  setSecurity: 'Безопасность',
  setMail: 'Почта',
  setAudit: 'Журнал действий',
  setReplies: 'Готовые ответы',
  untrustedProxy:
    'Прокси {address} передаёт запросы посетителей, но сервер его не знает: для ограничений все за ним — один человек. Запустите Deskbell с TRUST_PROXY={address}.',
} satisfies Messages;
