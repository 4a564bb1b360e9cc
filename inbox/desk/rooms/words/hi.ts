import type { Messages } from './en.ts';

const hi: Messages = {
  customers: 'ग्राहक',
  shop: 'दुकान',
  people: 'सभी',
  funnel: 'फ़नल',
  lists: 'सूचियाँ',
  complaints: 'शिकायतें',
  calls: 'कॉल',
  counter: 'काउंटर',
  book: 'बुकिंग की बही',
  visits: 'विज़िट',
};
export default hi;
