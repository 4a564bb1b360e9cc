import type { MessagesOf } from '../../../../../shell/locale.ts';

const en = {
  title: 'Are they the same person?',
  lead: 'Both keep what they said and bought. Joining can be taken back at any time.',
  failed: 'The other card could not be loaded.',
  kept: 'Whose card stays',
  keepThis: 'keep this card',
  both: 'both',
  join: 'Join',
  didJoin: 'Joined to one card',
  notTheSame: 'Not the same person',
  name: 'Name',
  callMe: 'Call me',
  phone: 'Phone',
  email: 'E-mail',
  birthday: 'Birthday',
  addresses: 'Addresses',
  tags: 'Tags',
  findTitle: 'Who is {name} as well?',
  findLabel: 'Name, number or e-mail',
  find: 'Find',
  foundNobody: 'Nobody is called so. Try a part of the name, or the number.',
  compare: 'Compare',
};
export default en;
export type Messages = MessagesOf<typeof en>;
