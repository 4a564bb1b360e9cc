import type { Messages } from './en.ts';

export default {
  left: 'በመጥፎ አገልግሎት የተውን',
  hot: 'ሊገዙ የተቃረቡ',
  short_hot: 'ሊገዙ የተቃረቡ',
  short_left: 'ትተውን የሄዱ',
  comes_back: 'ይመለሳል',
  thinks: 'እያሰበበት ነው',
  no_answer: 'አልመለሰም',
  never: 'ዳግም እንዳይደወል',
  given_up: 'ሊገኝ አልቻለም',
  rung: 'ከ“{list}” ዝርዝር የተደረገ ጥሪ',
  again: 'ቀጣይ ጥሪ {time}',
  coupon: 'ኩፖን {code}',
  couponUsed: 'ኩፖን {code}፣ ጥቅም ላይ የዋለ',
  redeem: 'ኩፖን መጠቀም…',
} satisfies Messages;
