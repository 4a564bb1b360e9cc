/** What agents read in notices. The source of the other languages: same keys, same placeholders in braces. */
import type { Plural } from './plural.ts';

export const en = {
  message: 'is waiting for an answer',
  form: 'sent a form',
  booking: 'booked, or changed a booking',
  callback: 'asks to be called',
  callbackDue: 'is to be called now',
  late: 'has been waiting too long',
  mention: '{by} mentioned you in a note',
  rating: 'gave a low rating',
  handover: '{by} hands this conversation over to you',
  woken: 'is back from snooze',
  failed: 'did not get the answer',
  complaintOpened: 'has a complaint',
  complaintAgain: 'is not content: the complaint is open again',
  complaintGiven: 'has a complaint that is given to you',
  complaintUntaken: 'has a complaint that nobody deals with',
  complaintLate: 'has a complaint that should be settled by now',
  visitor: 'Visitor',
  many: { one: '{n} conversation waits for you', other: '{n} conversations wait for you' } as Plural,
  others: { one: '{n} more', other: '{n} more' } as Plural,
  broken: 'Something that messages need is broken. See what, and what to do.',
  testBody: 'This is how you are told.',
};

export type Messages = typeof en;
