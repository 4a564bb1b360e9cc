import type { Messages } from './en.ts';

const am: Messages = {
  title: 'ስለ ቀጠሮ የሚላኩ መልእክቶች',
  lead: 'አድራሻ ለተዉ በኢሜይል፣ ስልክ ቁጥር ብቻ ለተዉ ደግሞ የቀጠሮ SMS ከበራ በSMS ይደርሳሉ። በእያንዳንዱ ለመምጣት፣ ለማዛወርና ለመሰረዝ ማስፈንጠሪያ አለ።',
  confirmation: 'ቀጠሮ ሲያዝ ወይም ሲዛወር ወዲያውኑ ማረጋገጥ',
  reminder: 'ከቀጠሮው በፊት ማስታወስ',
  daysBefore: 'ከስንት ቀን በፊት',
  daysBeforeHint: '0፦ በዕለቱ።',
  daysWrong: 'ከ0 እስከ 14 መሆን አለበት።',
  hour: 'በስንት ሰዓት',
  hourHint: 'በሱቁ ሰዓት፤ በሰውየው ሰዓት ሌሊት ከሆነ ፈጽሞ አይላክም።',
  words: 'የኢሜይሎቹ ቃላት',
  save: 'አስቀምጥ',
  saved: 'ተቀምጧል',
};
export default am;
