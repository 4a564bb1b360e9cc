import type { MessagesOf } from '../../../shell/locale.ts';

/** What letters are called. */
const en = {
  invitation: 'Invitation',
  password: 'Forgotten password',
  passwordChanged: 'Password changed',
  notice: 'Notice to an agent',
  answers: 'Answers to who has left',
  received: 'Form has arrived',
  rating: 'How was it?',
  visitRating: 'How a visit was',
  return: 'We would be glad to see you again',
  balance: 'Where somebody sees their bonus',
  complaint: 'Was it put right?',
  waiting: 'A freed place is offered',
  answer: 'Answer to a mail',
  transcript: 'Conversation for its person',
  booked: 'Visit is booked',
  moved: 'Visit is moved',
  cancelled: 'Visit is cancelled',
  reminder: 'Reminder of a visit',
  test: 'Test',
};
export default en;
export type Messages = MessagesOf<typeof en>;
