import type { MessagesOf } from '../../../shell/locale.ts';

const en = {
  signIn: 'Sign in',
  signInLead: 'Answer the people on your website.',
  sessionsLead: 'Where you are signed in. End any session you do not recognise.',
  thisSession: 'this one',
  sessionSeen: 'Last used {time}',
  sessionBegun: 'Signed in {time}',
  endSession: 'End',
  endOthers: 'End all others',
  endAll: 'End all, this one too',
  sessionEnded: 'Ended',
  othersEnded: 'All other sessions are ended',
};
export default en;
export type Messages = MessagesOf<typeof en>;
