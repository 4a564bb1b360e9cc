import type { Messages } from './en.ts';

export default {
  soon: 'ከ3 ሰዓት በኋላ',
  tomorrow: 'ነገ ጠዋት',
  monday: 'ሰኞ',
  untilWritten: 'ሰውየው እስኪጽፉ',
  other: 'ሌላ ጊዜ፣ በእርስዎ ሰዓት',
  snooze: 'ያቆዩ',
  past: 'ይህ ጊዜ አልፏል። የሚመጣ ጊዜ ይምረጡ።',
  hint: 'ውይይቱ በራሱ ይመለሳል፤ ሰውየው ከጻፉ ወዲያው ይመለሳል።',
} satisfies Messages;
