import type { Messages } from './en.ts';

export default {
  invitation: 'ግብዣ',
  password: 'የተረሳ የይለፍ ቃል',
  passwordChanged: 'የይለፍ ቃል ተቀይሯል',
  notice: 'ለወኪል ማሳወቂያ',
  answers: 'ለለቀቁ ሰዎች መልሶች',
  received: 'ቅጽ ደርሷል',
  rating: 'እንዴት ነበር?',
  visitRating: 'ቆይታው እንዴት ነበር',
  return: 'እንደገና ብናይዎት ደስ ይለናል',
  balance: 'ቦነሱን የሚያይበት',
  complaint: 'ተስተካክሏል?',
  waiting: 'የተለቀቀ ጊዜ ማቅረብ',
  answer: 'ለኢሜይል መልስ',
  transcript: 'ውይይቱ ለጎብኚው',
  booked: 'ቀጠሮ ተይዟል',
  moved: 'ቀጠሮ ተዛውሯል',
  cancelled: 'ቀጠሮ ተሰርዟል',
  reminder: 'የቀጠሮ ማስታወሻ',
  test: 'ሙከራ',
} satisfies Messages;
