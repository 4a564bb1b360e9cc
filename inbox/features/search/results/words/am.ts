import type { Messages } from './en.ts';

export default {
  searchPeople: 'ሰዎች',
  searchMessages: 'መልዕክቶች',
  searchNone: 'ለ«{query}» ምንም አልተገኘም። የቃል ክፍል፣ ስልክ ቁጥር ወይም ኢሜይል ይሞክሩ።',
  searchFound: { one: '{n} ውጤት', other: '{n} ውጤቶች' },
  searchFailed: 'ዝርዝሩን መጫን አልተቻለም።',
} satisfies Messages;
