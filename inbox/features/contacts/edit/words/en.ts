import type { MessagesOf } from '../../../../shell/locale.ts';

const en = {
  name: 'Name',
  phone: 'Phone',
};
export default en;
export type Messages = MessagesOf<typeof en>;
