import type { Messages } from './en.ts';

export default {
  here: 'አለሁ',
  away: 'የለሁም',
  reads: 'ማንበብ ብቻ',
  awayHint: 'በማይኖሩበት ጊዜ አዲስ ውይይት አይሰጥዎትም።',
  beAway: 'ለጊዜው የለሁም',
  beHere: 'ተመልሻለሁ',
  offline: 'ግንኙነት የለም',
  connecting: 'በመገናኘት ላይ…',
  theme: 'ገጽታ',
  themeAuto: 'እንደ ሥርዓቱ',
  themeLight: 'ብሩህ',
  themeDark: 'ጨለማ',
  soundOn: 'ድምፅ በርቷል',
  soundOff: 'ድምፅ ጠፍቷል',
  profile: 'መገለጫ',
  signOut: 'ይውጡ',
  isHere: 'አሉ',
  isAway: 'የሉም',
} satisfies Messages;
