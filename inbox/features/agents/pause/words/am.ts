import type { Messages } from './en.ts';

export default {
  title: 'ለጊዜው የለሁም',
  why: 'ምክንያት',
  noReason: 'ያለ ምክንያት',
  note: 'ለሥራ ባልደረቦች',
  finishFirst: 'መጀመሪያ ያለኝን ልጨርስ፦ አዲስ ውይይት አይመጣም፣ የሚጠብቀኝ ሲያልቅ እወጣለሁ',
  quarter: 'ለ15 ደቂቃ',
  half: 'ለ30 ደቂቃ',
  hour: 'ለአንድ ሰዓት',
  untilSaid: 'ራሴ እስክመለስ',
  other: 'ሌላ ጊዜ፣ በእርስዎ ሰዓት',
  submit: 'ለጊዜው የለሁም',
  past: 'በአንድ ወር ውስጥ የሚመጣ ጊዜ ይምረጡ።',
  hint: 'ጊዜው ሲደርስ እንጠይቅዎታለን። ማንም ለባዶ ወንበር እንዳይሰጥ ሰዓቱ ብቻውን አይመልስዎትም።',
  due: '{time} ሊመለሱ ነበር።',
  longer: '15 ደቂቃ ተጨማሪ',
} satisfies Messages;
