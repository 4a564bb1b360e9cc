import type { Messages } from './en.ts';

export default {
  deliverAgain: 'Доставить снова',
  didDeliverAgain: 'Доставляется снова',
  didForget: 'Удалено',
  notSent: 'Что не ушло',
  notSentLead: 'Попытки прекращены: доставьте снова, когда причина устранена, или удалите.',
  mail: 'Почта',
  push: 'Уведомления на устройствах',
  telegram: 'Telegram',
  sms: 'SMS',
} satisfies Messages;
