import type { Messages } from './en.ts';

export default {
  lead: 'መልስ ያላገኘ ሰው ደረጃ በደረጃ እንደገና ይነሳል፦ መጀመሪያ ለተመደበው ወኪል፣ ከዚያ ለሌሎች፣ በመጨረሻም ለባለቤት። ብቻውን የሚሠራ አንድ ጊዜ ይነገረዋል።',
  isOn: 'ለረጅም ጊዜ የሚጠብቁትን ማስታወስ',
  messages: 'መልዕክቶች',
  forms: 'ቅጾች',
  callbacks: 'ጥሪዎች',
  messagesHint: 'ከደረሱበት ጊዜ ጀምሮ ደቂቃዎች፤ የሚቆጠረው ክፍት የሆኑበት ጊዜ ብቻ ነው።',
  callbacksHint: 'ከተሰጠው ቀጠሮ ጀምሮ ደቂቃዎች፤ በመቀነስ ምልክት ከሱ በፊት።',
  reminded: 'ወኪሉን ማስታወስ',
  offered: 'ለሌሎች ማቅረብ',
  owner: 'ለባለቤት መንገር',
  timesWrong: 'ሙሉ ደቂቃዎች ያስፈልጋሉ፣ እያንዳንዱ ደረጃ ከቀዳሚው በኋላ፣ በአንድ ሳምንት ውስጥ።',
  figures: 'ያለፉት 30 ቀናት',
  figuresNone: 'ማንም ለረጅም ጊዜ አልጠበቀም።',
  figuresLine: 'ማስታወሻ {reminded}፣ ለሌሎች የቀረበ {offered}፣ ለባለቤት የተነገረ {owner}።',
} satisfies Messages;
