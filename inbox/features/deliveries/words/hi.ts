import type { Messages } from './en.ts';

export default {
  deliverAgain: 'फिर भेजें',
  didDeliverAgain: 'फिर भेजा जा रहा है',
  didForget: 'हटाया गया',
  mail: 'ईमेल',
  push: 'डिवाइस सूचनाएँ',
  telegram: 'Telegram',
  sms: 'SMS',
} satisfies Messages;
