import type { MessagesOf } from '../../../shell/locale.ts';

const en = {
  settings: 'Settings',
  owners: 'Website',
  yours: 'You',
  setSite: 'General',
  setInstall: 'Install',
  setAgents: 'Agents',
  setIdentity: 'Identity',
  setWebhooks: 'Webhooks',
  setProfile: 'Profile',
  setSessions: 'Sessions',
  setReplies: 'Saved answers',
};
export default en;
export type Messages = MessagesOf<typeof en>;
