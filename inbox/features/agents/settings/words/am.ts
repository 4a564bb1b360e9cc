import type { Messages } from './en.ts';

export default {
  agentsLead: 'ለጎብኚዎች የሚመልሱ ሁሉ። ግብዣ አንድ ጊዜ የሚሠራ ማስፈንጠሪያ ነው።',
  role: 'ሚና',
  roleOwner: 'ባለቤት',
  roleAgent: 'ወኪል',
  roleReader: 'አንባቢ',
  capacity: 'በአንድ ጊዜ',
  capacityHint: 'ለዚህ ወኪል ቢበዛ ይህን ያህል ክፍት ውይይት ይሰጣል።',
  capacityWanted: 'ከ0 እስከ {max} ያለ ሙሉ ቁጥር ያስፈልጋል። እንደነበረ ቀርቷል።',
  sees: 'የሚያያቸው ድረ-ገጾች',
  seesAll: 'ሁሉም ድረ-ገጾች',
  didDisable: '{name} ከአሁን በኋላ መግባት አይችሉም',
  youMark: '(እርስዎ)',
  changePassword: 'የይለፍ ቃል ይቀይሩ',
  currentPassword: 'የአሁኑ የይለፍ ቃል',
  newPassword: 'አዲስ የይለፍ ቃል',
  passwordChanged: 'የይለፍ ቃሉ ተቀይሯል።',
  errorPasswordWrong: 'ይህ የአሁኑ የይለፍ ቃልዎ አይደለም።',
} satisfies Messages;
