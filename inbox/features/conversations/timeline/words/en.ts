import type { MessagesOf } from '../../../../shell/locale.ts';

const en = {
  chat: 'Chat',
  form: 'Form',
  email: 'E-mail',
  booking: 'Booking',
  weWrote: 'We wrote',
  with: 'with {names}',
  on: 'on {site}',
  answeredIn: 'answered in {time}',
  notAnswered: 'not answered',
};
export default en;
export type Messages = MessagesOf<typeof en>;
