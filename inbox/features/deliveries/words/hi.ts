import type { Messages } from './en.ts';

export default {
  deliverAgain: 'फिर भेजें',
  didDeliverAgain: 'फिर भेजा जा रहा है',
  didForget: 'हटाया गया',
  notSent: 'जो नहीं गया',
  notSentLead: 'कोशिश रुक गई: कारण सुधरने पर फिर भेजें, या हटाएँ।',
  mail: 'ईमेल',
  push: 'डिवाइस सूचनाएँ',
  telegram: 'Telegram',
  sms: 'SMS',
} satisfies Messages;
