import type { Messages } from './en.ts';

export default {
  deliverAgain: 'Доставить снова',
  didDeliverAgain: 'Доставляется снова',
  didForget: 'Удалено',
  mail: 'Почта',
  push: 'Push-уведомление',
  telegram: 'Телеграм',
  sms: 'СМС',
} satisfies Messages;
