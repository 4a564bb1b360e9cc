import type { Messages } from './en.ts';

export default {
  settings: 'ቅንብሮች',
  ofSite: 'ድረ-ገጽ',
  ofBusiness: 'ድርጅት',
  yours: 'እርስዎ',
  setSite: 'አጠቃላይ',
  setInstall: 'መጫን',
  setAgents: 'ወኪሎች',
  setIdentity: 'ማንነት ማረጋገጫ',
  setWebhooks: 'ዌብሁኮች',
  setSpam: 'አላስፈላጊ መልእክቶች',
  setMailIn: 'ገቢ ኢሜይል',
  setWaiting: 'መጠበቅ',
  setRouting: 'ምደባ',
  setRatings: 'ደረጃዎች',
  setScript: 'የተዘጋጁ መልሶች',
  setPrivacy: 'ግላዊነት',
  setProfile: 'መገለጫ',
  setSessions: 'የመግቢያ ጊዜዎች',
  setSecurity: 'ደህንነት',
  setMail: 'ደብዳቤ',
  setAudit: 'የተግባር መዝገብ',
  setReplies: 'የተቀመጡ መልሶች',
  untrustedProxy:
    'በ{address} ያለ ፕሮክሲ የጎብኚዎችዎን ጥያቄ ያስተላልፋል፤ ይህ አገልጋይ ግን አያውቀውም፦ ገደቦች ከኋላው ያሉትን ሁሉ እንደ አንድ ሰው ይቆጥራሉ። Deskbellን በTRUST_PROXY={address} ያስጀምሩ።',
} satisfies Messages;
