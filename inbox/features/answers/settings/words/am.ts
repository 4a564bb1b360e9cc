import type { Messages } from './en.ts';

export default {
  title: 'መልሶች በኢሜይል',
  lead: 'ገጹን የለቀቀና አድራሻ የተወ ሰው ያላነበበውን መልስ ወደ ውይይቱ ከሚመልስ ማስፈንጠሪያ ጋር በኢሜይል ያገኛል። ይህ ወጪ ኢሜይል ያስፈልገዋል።',
  isOn: 'ለለቀቁ ሰዎች መልሶችን በኢሜይል ላክ',
  afterMinutes: 'ከመጨረሻው መልስ በኋላ ደቂቃዎች',
  hasReceipts: 'ቅጽ መድረሱን በኢሜይል አሳውቅ፣ ለእያንዳንዱ አድራሻ በቀን አንድ ጊዜ',
  minutesWrong: 'ከ1 እስከ 1440 ሙሉ ደቂቃዎች ያስፈልጋሉ።',
} satisfies Messages;
