import type { Messages } from './en.ts';

export default {
  deliverAgain: 'Дахин хүргэх',
  didDeliverAgain: 'Дахин хүргэж байна',
  didForget: 'Устгалаа',
  mail: 'Имэйл',
  push: 'Төхөөрөмжийн мэдэгдэл',
  telegram: 'Telegram',
  sms: 'SMS',
} satisfies Messages;
