import type { ExportWords } from './en.ts';

export const am: ExportWords = {
  title: '{site} ስለ እርስዎ የያዘው',
  made: 'እስከ {time} ድረስ። ለፕሮግራሞች የተዘጋጀው ተመሳሳይ መረጃ .jsonl በሚል በሚያበቃው ፋይል ውስጥ አለ።',
  contacts: 'ማንነትዎ',
  contactMerges: 'አንድ ሰው መሆንዎ እንዴት እንደታወቀ',
  importPeople: 'ስለእርስዎ ከፋይል የገባው',
  visitors: 'አሳሾችዎ እና የጎበኟቸው ገጾች',
  conversations: 'የተባለው ሁሉ',
  files: 'ፋይሎች',
  callbacks: 'የጠየቋቸው ጥሪዎች',
  mails: 'ኢሜይሎችዎ በሙሉ',
  ratings: 'የሰጧቸው ደረጃዎች',
  deliveries: 'ወደ ሌሎች የ{site} ፕሮግራሞች ለመላክ የሚጠብቅ',
  nothing: 'ምንም የለም።',
  you: 'እርስዎ',
  system: 'በራሱ',
  note: 'የሥራ ባልደረቦች ማስታወሻ',
};
