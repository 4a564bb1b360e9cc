import type { MessagesOf } from '../../../shell/locale.ts';

const en = {
  customers: 'Customers',
  people: 'Everybody',
  funnel: 'Funnel',
  lists: 'Lists',
  complaints: 'Complaints',
  calls: 'Calls',
  shop: 'Shop',
  book: 'Book',
};
export default en;
export type Messages = MessagesOf<typeof en>;
