import type { Messages } from './en.ts';

const am: Messages = {
  customers: 'ደንበኞች',
  people: 'ሁሉም',
  funnel: 'የሽያጭ ደረጃዎች',
  lists: 'ዝርዝሮች',
  complaints: 'ቅሬታዎች',
  calls: 'ጥሪዎች',
  shop: 'ሱቅ',
  book: 'የቀጠሮ መዝገብ',
};
export default am;
