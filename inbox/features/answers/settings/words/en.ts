import type { MessagesOf } from '../../../../shell/locale.ts';

const en = {
  title: 'Answers by mail',
  lead: 'Whoever has left the page and gave an address gets by mail what they have not read, with a link back into the conversation. It needs outgoing mail.',
  isOn: 'Mail answers to people who have left',
  afterMinutes: 'Minutes after the last answer',
  hasReceipts: 'Tell by mail that a form has arrived, once a day for each address',
  minutesWrong: 'Whole minutes from 1 to 1440 are wanted.',
  off: 'Mail is off on this server: nothing is mailed until it is set up.',
};
export default en;
export type Messages = MessagesOf<typeof en>;
