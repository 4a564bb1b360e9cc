import type { Messages } from './en.ts';

export default {
  inbox: 'Обращения',
  views: 'Разделы',
  desk: 'Рабочее место',
  settings: 'Настройки',
  allSites: 'Все сайты',
  site: 'Сайт',
  skipToThread: 'Перейти к диалогу',
  viewWithCount: {
    one: '{view}, {n} диалог',
    few: '{view}, {n} диалога',
    many: '{view}, {n} диалогов',
    other: '{view}, {n} диалога',
  },
  shortcuts: 'Горячие клавиши',
  linkLost: 'Связь потеряна и восстановится сама. Всё, что вы пишете, сохранится и уйдёт позже.',
  linkBack: 'Связь восстановлена.',
  storeAway:
    'Deskbell сейчас не может ничего сохранить. Всё, что вы пишете, остаётся здесь и уйдёт, как только получится.',
  notDurable: 'Браузер ничего не хранит на диске. Не закрывайте страницу, пока сообщение отправляется.',
} satisfies Messages;
