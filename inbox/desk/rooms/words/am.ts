import type { Messages } from './en.ts';

const am: Messages = {
  customers: 'ደንበኞች',
  shop: 'ሱቅ',
  people: 'ሁሉም',
  funnel: 'የሽያጭ ደረጃዎች',
  lists: 'ዝርዝሮች',
  complaints: 'ቅሬታዎች',
  calls: 'ጥሪዎች',
  counter: 'ሒሳብ መክፈያ',
  book: 'የቀጠሮ መዝገብ',
  visits: 'ጉብኝቶች',
};
export default am;
