import type { MessagesOf } from '../../../../shell/locale.ts';

const en = {
  repliesLead: 'Type / in an answer and the first letters to put one in.',
  repliesNone: 'No saved answers yet. The second time you type the same words, save them here.',
  newReply: 'New saved answer',
  shortcut: 'Shortcut',
  shortcutHint: 'One word; it is typed after the slash.',
  answerText: 'Text',
  didRemove: 'Removed: /{shortcut}',
};
export default en;
export type Messages = MessagesOf<typeof en>;
