import type { MessagesOf } from '../../../../shell/locale.ts';

const en = {
  callMoveTo: 'New time, by your clock',
  callMoveSave: 'Move the call',
  callInMinutes: 'In {time}',
  callPast: 'Choose a time that has not passed.',
};
export default en;
export type Messages = MessagesOf<typeof en>;
