import type { MessagesOf } from '../../../../shell/locale.ts';

const en = {
  any: 'Any',
  status: 'Status',
  open: 'Open',
  assignee: 'With whom',
  booking: 'Booking',
  me: 'With me',
  nobody: 'With nobody',
  somebody: 'With an agent',
  site: 'Site',
  team: 'Team',
  gone: 'no longer there',
  language: 'Language',
  tag: 'Tag',
  cameBy: 'Came by',
  waitsFor: 'Waits for',
  waitsForMessage: 'An answer in the chat',
  waitsForForm: 'An answer to a form',
  waitsForCallback: 'A call',
  minutes: 'Waiting for at least, in minutes',
  waitingLonger: 'waiting {time} or longer',
  name: 'Name',
  nameHint: 'With a name it is kept among your views.',
  isShared: 'For everybody',
  show: 'Show',
  change: 'Change',
  didRemove: 'View removed: {name}',
};
export default en;
export type Messages = MessagesOf<typeof en>;
