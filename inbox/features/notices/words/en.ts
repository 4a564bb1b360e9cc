import type { MessagesOf } from '../../../shell/locale.ts';

const en = {
  notifyAsk: 'Get notified about new messages while you are in another window?',
  notifyYes: 'Turn on notifications',
  notifyNo: 'Not now',
  backFrom: 'Back from snooze: {name}',
  handedOver: '{by} hands {name} over to you',
  mailReturned: 'An answer to {name} came back',
  spoken: '{name} says: {words}',
};
export default en;
export type Messages = MessagesOf<typeof en>;
