import type { MessagesOf } from '../../../../shell/locale.ts';

const en = {
  whoDid: 'Who did it',
  unsaidBooking: 'Everybody of the booking',
  unsaidSeller: 'Whoever sells it',
  employee: 'Employee',
  percentOf: 'Percent of {name}',
  oneMore: 'One more person',
  without: 'Without {name}',
  sharesWanted: 'Whole percents that come to 100 are wanted, and nobody twice.',
};
export default en;
export type Messages = MessagesOf<typeof en>;
