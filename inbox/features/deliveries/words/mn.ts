import type { Messages } from './en.ts';

export default {
  deliverAgain: 'Дахин хүргэх',
  didDeliverAgain: 'Дахин хүргэж байна',
  didForget: 'Устгалаа',
  mail: 'Имэйл',
  push: 'Push мэдэгдэл',
  telegram: 'Телеграм',
  sms: 'Мессеж',
} satisfies Messages;
