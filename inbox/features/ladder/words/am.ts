import type { Messages } from './en.ts';

export default {
  waitReminded: 'ለረጅም ጊዜ መልስ አላገኘም፦ ለ{names} ማስታወሻ ተልኳል',
  waitOffered: 'ለረጅም ጊዜ መልስ አላገኘም፦ ለ{names} ቀርቧል',
  waitOwner: 'ለረጅም ጊዜ መልስ አላገኘም፦ ለባለቤት {names} ተነግሯል',
  callReminded: 'የ{time} ጥሪ፦ ለ{names} ማስታወሻ ተልኳል',
  callOffered: 'የ{time} ጥሪ አልተደረገም፦ ለ{names} ቀርቧል',
  callOwner: 'የ{time} ጥሪ አልተደረገም፦ ለባለቤት {names} ተነግሯል',
  nextReminded: 'ማስታወሻ በ{time}',
  nextOffered: 'ለሌሎች በ{time}',
  nextOwner: 'ለባለቤት በ{time}',
  sleeps: 'ተዘግቷል፦ ከ{time} ጀምሮ ይቆጠራል',
  offered: 'ለሁሉም',
  lateFrom: '{name} መልስ እየጠበቁ ነው',
  lateCall: '{name} ጥሪ እየጠበቁ ነው',
  lateSpoken: '{name} ለረጅም ጊዜ ጠብቀዋል።',
} satisfies Messages;
