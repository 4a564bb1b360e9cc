import type { Messages } from './en.ts';

export default {
  lead: 'ይህን መንገድ ከመረጡ ማሳወቂያዎች በSMS ወደዚህ ይመጣሉ።',
  phone: 'ስልክ ቁጥር',
  sendCode: 'ኮድ ላክልኝ',
  codeSent: 'ኮድ ወደ {number} ተልኳል። ለአሥር ደቂቃ ይሠራል።',
  code: 'ኮድ',
  confirm: 'አረጋግጥ',
  sendAgain: 'ሌላ ኮድ ላክ',
  confirmed: 'የተረጋገጠ፦ {number}',
  another: 'ሌላ ቁጥር ተጠቀም',
  remove: 'ቁጥሩን አስወግድ',
  didRemove: 'ቁጥሩ ተወግዷል',
  wrongCode: 'ኮዱ ስህተት ነው ወይም ጊዜው አልፏል። ከአምስት ሙከራ በኋላ አዲስ ያስፈልጋል።',
} satisfies Messages;
