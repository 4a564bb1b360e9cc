import type { MessagesOf } from '../../../shell/locale.ts';

const en = {
  settings: 'Settings',
  ofSite: 'Website',
  ofBusiness: 'Business',
  yours: 'You',
  setSite: 'General',
  setInstall: 'Install',
  setAgents: 'Agents',
  setIdentity: 'Identity',
  setWebhooks: 'Webhooks',
  setSpam: 'Spam',
  setMailIn: 'Incoming mail',
  setWaiting: 'Waiting',
  setNotices: 'Who is told',
  setTold: 'How I am told',
  setRouting: 'Routing',
  setRatings: 'Ratings',
  setScript: 'Scripted answers',
  setPrivacy: 'Privacy',
  setProfile: 'Profile',
  setSessions: 'Sessions',
  setSecurity: 'Security',
  setTelegram: 'Telegram bot',
  setSms: 'SMS',
  setTelephone: 'Telephone',
  setMail: 'Mail',
  setIntegrations: 'Integrations',
  setImports: 'Import and export',
  setAudit: 'Audit log',
  setDoctor: 'Doctor',
  setCustomers: 'Customers',
  setReplies: 'Saved answers',
  untrustedProxy:
    'A proxy at {address} asks for your visitors, and this server does not know it: limits take everybody behind it for one. Start Deskbell with TRUST_PROXY={address}.',
};
export default en;
export type Messages = MessagesOf<typeof en>;
