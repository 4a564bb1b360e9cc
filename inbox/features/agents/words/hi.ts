import type { Messages } from './en.ts';

export default {
  here: 'उपलब्ध',
  away: 'अनुपलब्ध',
  reads: 'केवल पढ़ते हैं',
  awayHint: 'जब तक आप अनुपलब्ध हैं, आपको नई बातचीत नहीं दी जाएगी।',
  beAway: 'मुझे अनुपलब्ध दिखाएँ',
  beHere: 'मुझे उपलब्ध दिखाएँ',
  offline: 'ऑफ़लाइन',
  connecting: 'जुड़ रहा है…',
  theme: 'थीम',
  themeAuto: 'सिस्टम जैसी',
  themeLight: 'हल्की',
  themeDark: 'गहरी',
  soundOn: 'आवाज़ चालू',
  soundOff: 'आवाज़ बंद',
  profile: 'प्रोफ़ाइल',
  signOut: 'साइन आउट करें',
  isHere: 'उपलब्ध',
  isAway: 'अनुपलब्ध',
} satisfies Messages;
