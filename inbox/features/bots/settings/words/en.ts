import type { MessagesOf } from '../../../../shell/locale.ts';

const en = {
  title: 'A bot of your own',
  lead: 'Your own program answers what fits none of the answers above, or everything where there are none. It is sent what the visitor says, signed, and has three seconds. When it does not answer, a person is called.',
  url: 'Address',
  urlHint: 'It begins with https://',
  isOn: 'Ask the bot',
  test: 'Test',
  testDone: 'It answered: {text}',
  testPerson: 'It answered that a person is wanted.',
  testFailed: 'It did not answer: {problem}',
  rotate: 'Make a new secret',
  once: 'With this secret your bot checks the signatures. It is shown only now.',
  secret: 'Secret of the bot',
  bothUntil: 'The old secret works until {time}',
  askedHere: 'Here your bot is asked.',
  figures: 'In the last 30 days: answered {answered}, called a person {asked}, passed over {skipped}',
  didRemove: 'The bot is gone',
  rotateSure: 'The old secret stops working at once.',
  removeSure: 'Really remove the bot? Its secret stops working at once.',
};
export default en;
export type Messages = MessagesOf<typeof en>;
