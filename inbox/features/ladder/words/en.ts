import type { MessagesOf } from '../../../shell/locale.ts';

const en = {
  waitReminded: 'Unanswered for too long: {names} reminded',
  waitOffered: 'Unanswered for too long: offered to {names}',
  waitOwner: 'Unanswered for too long: {names} told as owner',
  callReminded: 'Call at {time}: {names} reminded',
  callOffered: 'Call at {time} not made: offered to {names}',
  callOwner: 'Call at {time} not made: {names} told as owner',
  nextReminded: 'reminder at {time}',
  nextOffered: 'to the others at {time}',
  nextOwner: 'to the owner at {time}',
  sleeps: 'closed: counts on from {time}',
  offered: 'for everybody',
  lateFrom: '{name} waits for an answer',
  lateCall: '{name} waits for the call',
  lateSpoken: '{name} waits too long.',
};
export default en;
export type Messages = MessagesOf<typeof en>;
