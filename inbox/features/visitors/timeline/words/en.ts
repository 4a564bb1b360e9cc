import type { MessagesOf } from '../../../../shell/locale.ts';

const en = {
  visit: 'Visit',
  pages: { one: '{n} page', other: '{n} pages' },
  on: 'on {site}',
  more: { one: 'and {n} more', other: 'and {n} more' },
};
export default en;
export type Messages = MessagesOf<typeof en>;
