import type { MessagesOf } from '../../../shell/locale.ts';

const en = {
  inviteOwnerTitle: 'Set up your inbox',
  inviteOwnerLead: 'This link makes you the owner of this Deskbell. It works once.',
  inviteAgentTitle: 'Join the inbox',
  inviteAgentLead: 'You are invited to answer visitors as {email}.',
  createAccount: 'Create account',
  toSignIn: 'Go to sign-in',
  inviteAgent: 'Invite',
  inviteEmail: 'E-mail of the new agent',
  inviteMade: 'The link for {email}. It is shown only now; it works once, until {time}.',
  inviteMailed: 'It is on its way to {email} by mail, too.',
  inviteNoMail: 'Mail is off on this server: send the link yourself.',
  invitesOpen: 'Not taken yet',
  inviteUntil: 'by {name}, works until {time}',
  inviteWithdraw: 'Withdraw',
  inviteWithdrawOf: 'Withdraw the invitation of {email}',
  inviteWithdrawn: 'The link of {email} works no more',
};
export default en;
export type Messages = MessagesOf<typeof en>;
