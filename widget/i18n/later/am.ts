import type { LaterMessages } from '../index.ts';

export default {
  tooLong: 'ለአንድ መልእክት በ{n} ቁምፊዎች ይረዝማል።',
  inParts: 'በ{n} ክፍል ይላኩ',
} satisfies LaterMessages;
