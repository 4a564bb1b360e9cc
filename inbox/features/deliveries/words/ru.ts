import type { Messages } from './en.ts';

export default {
  deliverAgain: 'Доставить снова',
  didDeliverAgain: 'Доставляется снова',
  didForget: 'Удалено',
  mail: 'Почта',
  push: 'Уведомления на устройствах',
  telegram: 'Telegram',
  sms: 'SMS',
} satisfies Messages;
