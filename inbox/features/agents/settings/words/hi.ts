import type { Messages } from './en.ts';

export default {
  agentsLead: 'जवाब देने वाले सभी लोग। आमंत्रण एक लिंक है, जो एक बार काम करता है।',
  role: 'भूमिका',
  roleOwner: 'मालिक',
  roleAgent: 'एजेंट',
  roleReader: 'पाठक',
  capacity: 'एक साथ',
  capacityHint: 'इस एजेंट को एक साथ ज़्यादा से ज़्यादा इतनी खुली बातचीत दी जाती हैं।',
  capacityWanted: '0 से {max} तक की पूरी संख्या चाहिए। पहले जैसा ही रहा।',
  sees: 'देख सकते हैं',
  seesAll: 'सभी साइटें',
  didDisable: '{name} अब साइन इन नहीं कर सकते',
  youMark: '(आप)',
  changePassword: 'पासवर्ड बदलें',
  currentPassword: 'मौजूदा पासवर्ड',
  newPassword: 'नया पासवर्ड',
  passwordChanged: 'पासवर्ड बदल गया।',
  errorPasswordWrong: 'यह आपका मौजूदा पासवर्ड नहीं है।',
} satisfies Messages;
