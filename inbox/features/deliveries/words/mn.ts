import type { Messages } from './en.ts';

export default {
  deliverAgain: 'Дахин хүргэх',
  didDeliverAgain: 'Дахин хүргэж байна',
  didForget: 'Устгалаа',
  notSent: 'Явж чадаагүй зүйл',
  notSentLead: 'Оролдохоо больсон: шалтгааныг зассаны дараа дахин хүргэх, эсвэл устгана уу.',
  mail: 'Имэйл',
  push: 'Төхөөрөмжийн мэдэгдэл',
  telegram: 'Telegram',
  sms: 'SMS',
} satisfies Messages;
