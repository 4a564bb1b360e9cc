import type { Messages } from './en.ts';

export default {
  asked: 'ጥሪ ጠይቀዋል',
  pending: 'ቃል የተገባ፦ {time}',
  late: 'ዘግይቷል፦ {time}',
  reached: 'ተነጋግረዋል',
  wrongNumber: 'የተሳሳተ ቁጥር',
  cancelled: 'ተሰርዟል',
  missed: 'አልተገኙም',
  tries: { one: '{n} ሙከራ', other: '{n} ሙከራዎች' },
} satisfies Messages;
