import type { Messages } from './en.ts';

const am: Messages = {
  hint: 'ቁጥሩ ወይም ኢሜይሉ ቀድሞ የታወቀ ከሆነ የዚያ ሰው ካርድ ይከፈታል።',
  wanted: 'ቁጥር ወይም ኢሜይል ያስፈልጋል።',
};
export default am;
