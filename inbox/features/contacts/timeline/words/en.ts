import type { MessagesOf } from '../../../../shell/locale.ts';

const en = {
  note: 'Note',
  by: 'by {name}',
};
export default en;
export type Messages = MessagesOf<typeof en>;
