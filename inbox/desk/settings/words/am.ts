import type { Messages } from './en.ts';

export default {
  settings: 'ቅንብሮች',
  owners: 'ድረ-ገጽ',
  yours: 'እርስዎ',
  setSite: 'አጠቃላይ',
  setInstall: 'መጫን',
  setAgents: 'ወኪሎች',
  setIdentity: 'ማንነት ማረጋገጫ',
  setWebhooks: 'ዌብሁኮች',
  setProfile: 'መገለጫ',
  setSessions: 'የመግቢያ ጊዜዎች',
  setReplies: 'የተቀመጡ መልሶች',
} satisfies Messages;
