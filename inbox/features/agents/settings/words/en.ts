import type { MessagesOf } from '../../../../shell/locale.ts';

const en = {
  agentsLead: 'Everybody who answers. An invitation is a link; it works once.',
  role: 'Role',
  roleOwner: 'Owner',
  roleAgent: 'Agent',
  roleReader: 'Reader',
  capacity: 'At once',
  capacityHint: 'At most this many open conversations are given to this agent.',
  capacityWanted: 'A whole number from 0 to {max}. It stays as it was.',
  languages: 'Languages',
  answersIn: 'Answers in: {languages}',
  anyLanguage: 'any language',
  letters: 'Letters',
  lettersHint: 'Forms and callbacks at once, beside the chats. Empty: they count with the chats.',
  sees: 'Sees',
  seesAll: 'All sites',
  didDisable: '{name} can no longer sign in',
  youMark: '(you)',
  changePassword: 'Change password',
  currentPassword: 'Current password',
  newPassword: 'New password',
  passwordChanged: 'The password is changed.',
  errorPasswordWrong: 'This is not your current password.',
};
export default en;
export type Messages = MessagesOf<typeof en>;
