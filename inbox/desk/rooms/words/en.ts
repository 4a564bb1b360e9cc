import type { MessagesOf } from '../../../shell/locale.ts';

const en = {
  customers: 'Customers',
  shop: 'Shop',
  people: 'Everybody',
  funnel: 'Funnel',
  lists: 'Lists',
  complaints: 'Complaints',
  calls: 'Calls',
  counter: 'Till',
  book: 'Book',
  visits: 'Visits',
};
export default en;
export type Messages = MessagesOf<typeof en>;
