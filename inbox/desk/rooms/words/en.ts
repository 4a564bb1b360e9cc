import type { MessagesOf } from '../../../shell/locale.ts';

const en = {
  customers: 'Customers',
  people: 'Everybody',
  funnel: 'Funnel',
  lists: 'Lists',
  complaints: 'Complaints',
  calls: 'Calls',
};
export default en;
export type Messages = MessagesOf<typeof en>;
