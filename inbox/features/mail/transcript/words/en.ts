import type { MessagesOf } from '../../../../shell/locale.ts';

const en = {
  send: 'Mail the conversation to them',
  queued: 'On its way to {to}',
  suppressed: 'Not sent: mail to {to} came back before.',
  nobody: 'Not sent: there is no e-mail address.',
  off: 'Not sent: mail is off on this server.',
};
export default en;
export type Messages = MessagesOf<typeof en>;
