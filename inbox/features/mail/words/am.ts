import type { Messages } from './en.ts';

export default {
  invitation: 'ግብዣ',
  password: 'የተረሳ የይለፍ ቃል',
  passwordChanged: 'የይለፍ ቃል ተቀይሯል',
  notice: 'ለወኪል ማሳወቂያ',
  answers: 'ለለቀቁ ሰዎች መልሶች',
  received: 'ቅጽ ደርሷል',
  rating: 'እንዴት ነበር?',
  complaint: 'ተስተካክሏል?',
  waiting: 'የተለቀቀ ጊዜ ማቅረብ',
  answer: 'ለኢሜይል መልስ',
  transcript: 'ውይይቱ ለጎብኚው',
  test: 'ሙከራ',
} satisfies Messages;
