import type { MessagesOf } from '../../../../shell/locale.ts';

const en = {
  title: 'Hand over',
  to: 'To',
  note: 'What they should know',
  noteHint: 'Colleagues see it, and the visitor never does. Ctrl+Enter hands over.',
  handOver: 'Hand over',
};
export default en;
export type Messages = MessagesOf<typeof en>;
