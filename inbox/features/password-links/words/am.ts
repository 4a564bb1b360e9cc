import type { Messages } from './en.ts';

const am: Messages = {
  forgot: 'የይለፍ ቃል ረስተዋል?',
  askLead: 'የሚገቡበትን አድራሻ ይጻፉ።',
  ask: 'ማስፈንጠሪያ ላክልኝ',
  asked: '{email} እዚህ የሚታወቅ ከሆነ ማስፈንጠሪያ ያለው ኢሜይል በመንገድ ላይ ነው። ለአንድ ሰዓት ይሠራል።',
  notMailed: 'ይህ አገልጋይ እንዲህ ያሉ ማስፈንጠሪያዎችን አይልክም። ባለቤት በቅንብሮች፣ ወኪሎች ውስጥ ማስፈንጠሪያ ሊያዘጋጅልዎ ይችላል።',
  chooseTitle: 'አዲስ የይለፍ ቃል ይምረጡ',
  chooseLead: 'ለ{email}። ከሁሉም መሣሪያዎች ይወጣሉ፤ በአዲሱም ይገባሉ።',
  choose: 'የይለፍ ቃል አስቀምጥ',
  changed: 'የይለፍ ቃልዎ ተቀይሯል።',
  toSignIn: 'ወደ መግቢያ',
  linkFor: 'አዲስ የይለፍ ቃል…',
  linkMade: 'የ{name} ማስፈንጠሪያ። አሁን ብቻ ይታያል፤ እስከ {time} አንድ ጊዜ ይሠራል።',
};
export default am;
