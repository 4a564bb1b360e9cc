import type { Messages } from './en.ts';

export default {
  notifyAsk: 'Сообщать о новых сообщениях, когда вы в другом окне?',
  notifyYes: 'Включить уведомления',
  notifyNo: 'Не сейчас',
  backFrom: 'Отложенный диалог вернулся: {name}',
  handedOver: '{by} передаёт вам: {name}',
  mailReturned: 'Ответ для {name} вернулся',
  spoken: '{name} пишет: {words}',
} satisfies Messages;
