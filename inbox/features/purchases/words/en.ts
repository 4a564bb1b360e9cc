import type { MessagesOf } from '../../../shell/locale.ts';

const en = {
  add: 'Add a purchase',
  correct: 'Correct a purchase',
  what: 'What',
  quantity: 'Quantity',
  price: 'Price each',
  addLine: 'Add another thing',
  removeLine: 'Take away {what}',
  date: 'Day',
  currency: 'Currency',
  employee: 'Sold by',
  nobody: 'Nobody in particular',
  other: 'Somebody else',
  otherName: 'Name',
  total: 'Comes to',
  save: 'Save',
  addIt: 'Add',
  remove: 'Remove the purchase',
  removeWarning: 'It goes from the card, and from every sum.',
  kept: 'Kept',
  priceWrong: 'An amount such as 1,250 is wanted.',
  bought: 'Bought',
  inAll: '{total} in all',
  correctIt: 'Correct',
  removed: 'This purchase was removed.',
  currencyTitle: 'Currency',
  currencyHint: 'New purchases are counted in it. What was bought before keeps its own.',
  currencyThere: 'That of where your first website is',
};
export default en;
export type Messages = MessagesOf<typeof en>;
