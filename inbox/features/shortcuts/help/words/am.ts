import type { Messages } from './en.ts';

export default {
  shortcuts: 'አቋራጭ ቁልፎች',
  shortcutsOn: 'የነጠላ ቁልፍ አቋራጮች በርተዋል',
  thenKey: 'ከዚያ',
  settings: 'ቅንብሮች',
  keyNext: 'ቀጣይ ውይይት',
  keyPrevious: 'የቀደመ ውይይት',
  keyOpen: 'የተመረጠውን ይክፈቱ',
  keyReply: 'መልስ ይጻፉ',
  keyNote: 'የውስጥ ማስታወሻ',
  keyClaim: 'ይረከቡ',
  keyAssign: 'ይመድቡ',
  keyClose: 'ይዝጉ ወይም እንደገና ይክፈቱ',
  keySpam: 'አላስፈላጊ ወይም አይደለም',
  keyTag: 'መለያዎች',
  keySnooze: 'ያቆዩ ወይም ይመልሱ',
  keyPresence: 'ለጊዜው የለሁም ወይም ተመልሻለሁ',
  keyUndo: 'ይቀልብሱ',
  keySearch: 'ይፈልጉ',
  keyHelp: 'ይህ ዝርዝር',
  keyBack: 'ከመስኩ ይውጡ፣ ይዝጉ፣ ወደ ዝርዝሩ ይመለሱ',
} satisfies Messages;
