import type { Messages } from './en.ts';

export default {
  visitor: 'ጎብኚ',
  visitorFrom: 'ጎብኚ ከ{city}',
  personOf: 'ስለ {name}',
  person: 'ስለ ጎብኚው',
  firstTime: 'ለመጀመሪያ ጊዜ እዚህ',
  timesBefore: { one: 'ከዚህ በፊት {n} ውይይት', other: 'ከዚህ በፊት {n} ውይይቶች' },
  verified: 'ማንነታቸውን ድረ-ገጹ አረጋግጧል',
  factTyped: 'የተጻፈ፣ ያልተረጋገጠ',
  alsoTyped: 'በተጨማሪ የተጻፈ፦ {value}',
} satisfies Messages;
