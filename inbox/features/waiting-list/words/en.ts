import type { MessagesOf } from '../../../shell/locale.ts';

const en = {
  waits: { one: '{n} waits for a place', other: '{n} wait for a place' },
  since: 'waits since {when}',
  asked: 'asked at {at}: {visit}, kept until {until}',
  anybody: 'anybody',
  book: 'Book',
  bookFor: 'Book for {who}',
  takes: 'Takes it',
  takesFor: '{who} takes it',
  takeOff: 'Take off',
  takeOffSure: 'They are asked no more. Press again.',
  didTake: 'Booked',
  somebody: 'Somebody',
  set: 'Set the waiting list',
  title: 'Waiting list',
  lead: 'Who finds a day full can wait for it. A place that becomes free is kept for the first who fits, who is told by mail, or by SMS where you want that; then the next one is asked, one at a time.',
  isOn: 'Visitors can wait for a full day',
  offerMinutes: 'Minutes for which a place is kept',
  offerHint: '10 to 1440. At night that long from the morning on.',
  mostOfDay: 'People who may wait for one day',
  night: 'Nobody need answer',
  nightFrom: 'From',
  nightTo: 'To',
  needsWay: 'Visitors see it once mail is set up, or SMS tells people of freed places (Settings, SMS).',
};
export default en;
export type Messages = MessagesOf<typeof en>;
