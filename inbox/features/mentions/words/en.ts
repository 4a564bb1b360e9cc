import type { MessagesOf } from '../../../shell/locale.ts';

const en = {
  title: 'Mentions',
  unread: { one: 'Mentions, {n} unread', other: 'Mentions, {n} unread' },
  empty: 'No note names you yet.',
  colleagues: 'Colleagues',
  colleague: 'colleague',
  mentionedBy: '{name} mentioned you',
  spoken: '{name} mentioned you in a note: {words}',
  by: '{name}: {words}',
};
export default en;
export type Messages = MessagesOf<typeof en>;
