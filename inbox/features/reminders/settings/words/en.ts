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
  question: 'Ask after the visit how it was',
  afterHours: 'Hours after its end',
  afterHint: 'Never at night by the clock of the person. Not where it was cancelled or nobody came.',
  afterWrong: 'Wanted: 0 to 168.',
  bad: 'Bad is',
  badHint: 'It opens a complaint, and every owner is told at once.',
  orLess: '{n} or less',
  only: 'only {n}',
  review: 'Page where others read it',
  reviewHint: 'Whoever was content is led there, such as to your page on a map. Empty: nowhere.',
  reviewWrong: 'An address that begins with https:// is wanted.',
  back: 'Say after a while that you would be glad to see them again',
  backDays: 'After so many days',
  backHint:
    'Who has come three times is missed after their own rhythm instead, and a service may have days of its own. Only those are written to who agreed to news on their card.',
  backWrong: 'Wanted: 1 to 730.',
  words: 'Words of the letters',
  save: 'Save',
  saved: 'Saved',
};
export default en;
export type Messages = MessagesOf<typeof en>;
