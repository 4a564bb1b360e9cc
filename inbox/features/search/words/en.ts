import type { MessagesOf } from '../../../shell/locale.ts';

const en = {
  searchLabel: 'Search people and messages',
  searchClear: 'Clear the search',
};
export default en;
export type Messages = MessagesOf<typeof en>;
