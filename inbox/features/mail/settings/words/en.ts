import type { MessagesOf } from '../../../../shell/locale.ts';

const en = {
  lead: 'Invitations, links to a new password and other letters leave by your mail server.',
  off: 'Mail is off on this server, and nothing is mailed: copy links and send them yourself. It goes on when SMTP_URL and MAIL_FROM are set where Deskbell is started.',
  comesFrom: 'Mails come from {from}.',
  failing: 'The mail server has not been reached since {time}. What is to be mailed waits.',
  figures: 'Left in the last hour: {sent}. Waiting: {waiting}.',
  sendTest: 'Send a test mail to me',
  testSent: 'The mail server has taken it. Look into the mailbox of {to}.',
  testFailed: 'It was not taken. What the mail server says: {problem}',
  limits: 'Limits',
  limitsLead: 'What is above them waits its turn.',
  perHour: 'Letters an hour for each website',
  perAddress: 'Letters a day to one address',
  numberWrong: 'A whole number from {from} to {to} is wanted.',
  letters: 'Words of mails',
  letter: 'Letter',
  subject: 'Subject',
  body: 'Text',
  bodyHint: 'A blank line begins a new paragraph.',
  button: 'Words on the button',
  names: 'What can be put in: {names}',
  wordsWrong: 'This can not be filled in. Between braces only the names below may stand.',
  preview: 'How it arrives',
  asText: 'As text',
  reset: 'Back to the first words',
  didReset: 'The first words are back',
  returned: 'Addresses whose mail came back',
  returnedLead:
    'Nothing more is mailed to an address that its mail server does not know. When it is right again, let mail go there.',
  release: 'Mail there again',
  didRelease: 'Mail goes to {email} again',
  wasNot: 'Mail to {email} was not stopped',
};
export default en;
export type Messages = MessagesOf<typeof en>;
