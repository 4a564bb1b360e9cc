import type { Messages } from './en.ts';

export default {
  webhooksLead:
    'Ваши программы узнают, что происходит на сайте. Каждая получает подписанное сообщение на свой адрес, снова и снова, пока не примет.',
  addWebhook: 'Добавить вебхук',
  webhookUrl: 'Адрес',
  webhookUrlHint: 'Начинается с https://',
  webhookEvents: 'О чём сообщать',
  webhookEntries: 'Всё в диалогах: сообщения, формы, заметки, события',
  webhookConversations: 'Диалоги: новый, передан, закрыт, открыт снова',
  webhookCallbacks: 'Звонки: запрошен, была попытка, перенесён, завершён',
  webhookNotices: 'Уведомления операторов, которые выбрали этот способ',
  eventsNone: 'Оставьте хотя бы один.',
  webhookTest: 'Проверить',
  webhookTestDone: 'Проверка дошла.',
  webhookTestFailed: 'Проверка не принята: {problem}',
  webhookRotate: 'Создать новый секрет',
  webhookFailing: 'Ничего не принимает: {time}',
  webhookBothUntil: 'Прежний секрет действует до: {time}',
  webhookOnce: 'Этим секретом ваша программа проверяет подписи. Он показан только сейчас.',
  webhookSecret: 'Секрет адреса {url}',
  deadLetters: 'Не доставлено',
  deadLettersLead: 'Попытки прекращены через два дня; хранится 30 дней.',
} satisfies Messages;
