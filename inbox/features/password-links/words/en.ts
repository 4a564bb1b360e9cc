import type { MessagesOf } from '../../../shell/locale.ts';

const en = {
  forgot: 'Forgot your password?',
  askLead: 'Type the address that you sign in with.',
  ask: 'Send me a link',
  asked: 'If {email} is known here, a mail with a link is on its way. The link works for an hour.',
  notMailed: 'This server mails no such links. An owner can make you a link under Settings, Agents.',
  chooseTitle: 'Choose a new password',
  chooseLead: 'For {email}. You are signed out everywhere, and sign in with the new one.',
  choose: 'Set password',
  changed: 'Your password is changed.',
  toSignIn: 'Go to sign-in',
  linkFor: 'New password…',
  linkMade: 'The link for {name}. It is shown only now; it works once, until {time}.',
};
export default en;
export type Messages = MessagesOf<typeof en>;
