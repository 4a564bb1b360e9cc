import type { MessagesOf } from '../../../../shell/locale.ts';

const en = {
  shortcuts: 'Shortcuts',
  shortcutsOn: 'Single-key shortcuts are on',
  thenKey: 'then',
  settings: 'Settings',
  keyNext: 'Next conversation',
  keyPrevious: 'Previous conversation',
  keyOpen: 'Open what is in focus',
  keyReply: 'Reply',
  keyNote: 'Private note',
  keyNoteOrBooking: 'Private note; in the book: a new booking',
  keyClaim: 'Claim',
  keyAssign: 'Assign',
  keyClose: 'Close or reopen',
  keySpam: 'Spam or not spam',
  keyTag: 'Tags',
  keySnooze: 'Snooze or bring back',
  keyPresence: 'Away, or back',
  keyUndo: 'Undo',
  keySearch: 'Search',
  keyHelp: 'This list',
  keyBack: 'Leave the field, close, back to the list',
};
export default en;
export type Messages = MessagesOf<typeof en>;
