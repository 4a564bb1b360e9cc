import type { Messages } from './en.ts';

const hi: Messages = {
  customers: 'ग्राहक',
  people: 'सभी',
  funnel: 'फ़नल',
  lists: 'सूचियाँ',
  complaints: 'शिकायतें',
  calls: 'कॉल',
  shop: 'दुकान',
  book: 'बुकिंग की बही',
};
export default hi;
