import type { MessagesOf } from '../../../../shell/locale.ts';

const en = {
  known: { one: '{n} person', other: '{n} people' },
};
export default en;
export type Messages = MessagesOf<typeof en>;
