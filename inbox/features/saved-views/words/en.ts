import type { MessagesOf } from '../../../shell/locale.ts';

const en = {
  title: 'Saved views',
  filter: 'Filter',
  filtered: 'Filtered',
  empty: 'No conversation is like that now. Those that come to be appear here.',
  gone: 'This view is not there any more.',
};
export default en;
export type Messages = MessagesOf<typeof en>;
