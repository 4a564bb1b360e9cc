import type { MessagesOf } from '../../../../shell/locale.ts';

const en = {
  title: 'Messages about visits',
  lead: 'They go by mail to who left an address, and by SMS to who left a number alone where SMS is on for visits. Each has links to come, move or cancel.',
  confirmation: 'Confirm at once that a visit is booked or moved',
  reminder: 'Remind before the visit',
  daysBefore: 'Days before',
  daysBeforeHint: '0: on the day itself.',
  daysWrong: 'Wanted: 0 to 14.',
  hour: 'At',
  hourHint: 'By the clock of the shop, and never at night by that of the person.',
  words: 'Words of the letters',
  save: 'Save',
  saved: 'Saved',
};
export default en;
export type Messages = MessagesOf<typeof en>;
