import type { MessagesOf } from '../../../../shell/locale.ts';

const en = {
  lead: 'Deskbell can hear of each call, show who it is before anybody answers, and promise to call back whoever was missed.',
  isOn: 'Use the telephone',
  lines: 'Lines',
  noLines: 'No line yet. Add one for each number that people ring.',
  addLine: 'Add a line',
  name: 'Name',
  nameHint: 'Shown when it rings, such as “Shop” or “Line 2”.',
  number: 'Own number',
  site: 'Website',
  siteHint: 'Whose hours, country and agents count.',
  rings: 'Who is rung',
  everybody: 'Everybody',
  dialect: 'Telephone system',
  zammad: 'One that speaks Zammad’s CTI',
  api: 'A program of your own (API)',
  heardAt: 'Last call {when}',
  neverHeard: 'Nothing has come lately',
  newSecret: 'New secret',
  newSecretSure: 'The old one stops working at once.',
  removeSure: 'Its calls stay; nothing new comes in by it.',
  once: 'Put this into your telephone system now. It is shown only this once.',
  address: 'Address',
  secret: 'Secret',
  withPassword:
    'If it can send a user and password: this address, any user, and the secret as the password. Then no log on the way has the secret.',
  system: 'The telephone system',
  extensions: 'Who is who',
  extensionsHint:
    'What stands for an agent there: an extension, a user’s name, a SIP account. Several with commas between.',
  recordings: 'Recordings',
  recordingsHint:
    'Where they lie, if a user and password are needed there. They are fetched while somebody listens, and kept nowhere.',
  dialTitle: 'Click to call',
  dialHint:
    'An address that rings an agent’s telephone and then the number: it is posted number and extension. Empty: numbers are links that the computer opens.',
  url: 'Address',
  user: 'User',
  password: 'Password',
  keptPassword: 'Kept. Leave it empty to keep it.',
  asteriskHint:
    'Deskbell connects to its manager interface. In a private network this server’s owner has to allow it (WEBHOOKS_TO_PRIVATE).',
  host: 'Host',
  port: 'Port',
  isTls: 'Encrypted (TLS)',
  channel: 'An agent’s telephone',
  context: 'Context for ringing out',
  contextHint: 'Empty: nobody rings out by it.',
  isConnected: 'Connected',
  isNotConnected: 'Not connected: {problem}',
  connecting: 'Connecting…',
};
export default en;
export type Messages = MessagesOf<typeof en>;
