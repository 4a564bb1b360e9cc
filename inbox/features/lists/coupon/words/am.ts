import type { Messages } from './en.ts';

export default {
  title: 'ኩፖን መጠቀም',
  code: 'ኮድ',
  codeHint: 'ደንበኛው እንደሚለው፣ ለምሳሌ BACK-7Q2K።',
  find: 'ፈልግ',
  unknown: 'ይህ ኮድ ለማንም አልተሰጠም፣ ወይም ለእርስዎ አይታይም።',
  percent: '{percent} % ቅናሽ',
  whose: 'የማን',
  what: 'ለምን',
  when: 'መቼ',
  goodUntil: 'እስከ {date} ይሠራል',
  ranOut: 'በ{date} ጊዜው አልፏል',
  usedOn: 'በ{date} ጥቅም ላይ ውሏል',
  usedOnBy: 'በ{date} ጥቅም ላይ ውሏል፣ {name}',
  markUsed: 'ጥቅም ላይ እንደዋለ ምልክት አድርግ',
  didUse: 'ኩፖኑ ጥቅም ላይ ውሏል፦ {code}',
  usedBefore: 'ከዚህ በፊት ጥቅም ላይ ውሏል። ምንም አልተቀየረም።',
} satisfies Messages;
