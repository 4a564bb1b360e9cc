import type { MessagesOf } from '../../../../shell/locale.ts';

const en = {
  failed: 'The SMS did not arrive',
  off: 'SMS is switched off',
  stopped: 'this number asked for no more messages',
  tooLong: 'the text is too long',
  dayFull: 'the desk’s limit for today is reached',
  numberFull: 'this number’s limit for today is reached',
  tooLate: 'it waited for more than a day',
  noNumber: 'there is no number',
};
export default en;
export type Messages = MessagesOf<typeof en>;
