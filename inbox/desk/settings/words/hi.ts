import type { Messages } from './en.ts';

export default {
  settings: 'सेटिंग',
  owners: 'वेबसाइट',
  yours: 'आप',
  setSite: 'सामान्य',
  setInstall: 'इंस्टॉल',
  setAgents: 'एजेंट',
  setIdentity: 'पहचान',
  setWebhooks: 'वेबहुक',
  setProfile: 'प्रोफ़ाइल',
  setSessions: 'सत्र',
  setReplies: 'सहेजे जवाब',
} satisfies Messages;
