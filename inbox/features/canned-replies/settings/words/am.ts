import type { Messages } from './en.ts';

export default {
  repliesLead: 'የተቀመጠ መልስ ለማስገባት በመልሱ ውስጥ / እና የመጀመሪያ ፊደላትን ይጻፉ።',
  repliesNone: 'ገና የተቀመጠ መልስ የለም። አንድን ነገር ለሁለተኛ ጊዜ ሲጽፉ እዚህ ያስቀምጡት።',
  newReply: 'አዲስ የተቀመጠ መልስ',
  shortcut: 'አቋራጭ',
  shortcutHint: 'አንድ ቃል፤ ከ/ በኋላ ይጻፋል።',
  answerText: 'ጽሑፍ',
  didRemove: 'ተወግዷል፦ /{shortcut}',
} satisfies Messages;
