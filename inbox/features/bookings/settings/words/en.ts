import type { MessagesOf } from '../../../../shell/locale.ts';

const en = {
  title: 'Deposits: ask a program of yours before a booking is confirmed',
  lead: 'It is told, signed, of each booking that visitors make, and has five seconds. It says yes, or where to pay: then the time is kept until it is paid, and let go when nobody does. When it does not answer, the booking stands and you are told.',
  url: 'Address',
  urlHint: 'It begins with https://',
  isOn: 'Ask before a booking is confirmed',
  test: 'Test',
  testConfirm: 'It answered: confirm',
  testPay: 'It answered: pay at {url}',
  testFailed: 'It did not answer: {problem}',
  rotate: 'Make a new secret',
  once: 'With this secret your program checks the signatures. It is shown only now.',
  secret: 'Secret of the program',
  bothUntil: 'The old secret works until {time}',
  didRemove: 'Nobody is asked any more',
  rotateSure: 'The old secret stops working at once.',
  removeSure: 'Really ask nobody any more? The secret stops working at once.',
};
export default en;
export type Messages = MessagesOf<typeof en>;
