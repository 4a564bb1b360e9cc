import type { Messages } from './en.ts';

export default {
  title: 'የራስዎ ቦት',
  lead: 'ከላይ ካሉት መልሶች ለማይገጥመው፣ መልሶች ከሌሉም ለሁሉም የራስዎ ፕሮግራም ይመልሳል። ጎብኚው የጻፈው ተፈርሞ ይላክለታል፤ ሦስት ሴኮንድ አለው። ካልመለሰ ሰው ይጠራል።',
  url: 'አድራሻ',
  urlHint: 'በ https:// ይጀምራል',
  isOn: 'ቦቱን ይጠይቅ',
  test: 'ይሞክሩ',
  testDone: 'ቦቱ መልሷል፦ {text}',
  testPerson: 'ቦቱ ሰው እንደሚያስፈልግ መልሷል።',
  testFailed: 'ቦቱ አልመለሰም፦ {problem}',
  rotate: 'አዲስ ሚስጥር ይፍጠሩ',
  once: 'በዚህ ሚስጥር ቦትዎ ፊርማዎችን ያረጋግጣል። አሁን ብቻ ይታያል።',
  secret: 'የቦቱ ሚስጥር',
  bothUntil: 'የቀድሞው ሚስጥር እስከ {time} ይሠራል',
  askedHere: 'እዚህ ቦትዎ ይጠየቃል።',
  figures: 'ባለፉት 30 ቀናት፦ የመለሰው {answered}፣ ሰው የጠራው {asked}፣ የታለፈው {skipped}',
  didRemove: 'ቦቱ ተወግዷል',
  rotateSure: 'የቀድሞው ሚስጥር ወዲያውኑ መሥራት ያቆማል።',
  removeSure: 'ቦቱ በእርግጥ ይወገድ? ሚስጥሩ ወዲያውኑ መሥራት ያቆማል።',
} satisfies Messages;
