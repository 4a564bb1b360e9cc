import type { MessagesOf } from '../../../../shell/locale.ts';

const en = {
  lead: 'Notices come there as SMS, when you choose that way.',
  phone: 'Phone number',
  sendCode: 'Send me a code',
  codeSent: 'A code was sent to {number}. It works for ten minutes.',
  code: 'Code',
  confirm: 'Confirm',
  sendAgain: 'Send another code',
  confirmed: 'Confirmed: {number}',
  another: 'Use another number',
  remove: 'Remove the number',
  didRemove: 'The number is removed',
  wrongCode: 'This code is wrong or too old. After five tries a new one is needed.',
};
export default en;
export type Messages = MessagesOf<typeof en>;
