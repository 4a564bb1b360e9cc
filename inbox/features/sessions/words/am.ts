import type { Messages } from './en.ts';

export default {
  signIn: 'ይግቡ',
  signInLead: 'ለድረ-ገጽዎ ጎብኚዎች መልስ ይስጡ።',
  sessionsLead: 'የገቡባቸው ቦታዎች። የማያውቁትን ያቋርጡ።',
  thisSession: 'ይህኛው',
  sessionSeen: 'መጨረሻ የተጠቀሙት፦ {time}',
  sessionBegun: 'የገቡት፦ {time}',
  endSession: 'ያቋርጡ',
  endOthers: 'ሌሎቹን ሁሉ ያቋርጡ',
  endAll: 'ይህንን ጨምሮ ሁሉንም ያቋርጡ',
  sessionEnded: 'ተቋርጧል',
  othersEnded: 'ሌሎቹ ሁሉ ተቋርጠዋል',
} satisfies Messages;
