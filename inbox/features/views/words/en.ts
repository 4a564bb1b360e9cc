import type { MessagesOf } from '../../../shell/locale.ts';

const en = {
  mine: 'Mine',
  unassigned: 'Unassigned',
  all: 'All',
  callbacks: 'Callbacks',
  closed: 'Closed',
  snoozed: 'Snoozed',
  quarantine: 'Quarantine',
  emptyMine: 'Nothing is waiting for you. New people appear here and ring.',
  emptyUnassigned: 'Nobody is waiting without an agent.',
  waitNobodyHere: 'Nobody who could answer is here. Whoever waits is given to the first one who comes.',
  waitNobodyHasRoom:
    'Everybody here who could answer has as many conversations as they take. Whoever waits is given out when one is closed.',
  waitMeantAreFull:
    'Those for whom they are meant, by team or language, have as many conversations as they take. Whoever waits for them is given to others within minutes.',
  aloneWithMany:
    'You have {n} open conversations and take {most} at once. Nobody else answers, so everybody still comes to you.',
  emptyAll: 'No open conversations. New people appear here and ring.',
  emptyCallbacks: 'No calls are promised. Requests appear here, the next one on top.',
  emptyClosed: 'Closed conversations are kept here.',
  emptySnoozed: 'Nothing is snoozed. What is put aside comes back by itself.',
  emptyQuarantine: "Nothing is held. What looks like a robot's comes here, and nobody is called for it.",
  listFailed: 'The list could not be loaded.',
  newRows: { one: '{n} new', other: '{n} new' },
  you: 'You: {text}',
  answered: 'Answered: {text}',
  didLeave: 'Moved',
  unread: 'Unread',
  visitorHere: 'here now',
  callPerson: 'Call {name}',
};
export default en;
export type Messages = MessagesOf<typeof en>;
