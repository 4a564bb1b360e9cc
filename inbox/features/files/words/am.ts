import type { Messages } from './en.ts';

export default {
  attach: 'ፋይሎችን ያያይዙ',
  remove: '{name}ን ያስወግዱ',
  uploading: '{name} እየተጫነ ነው',
  uploaded: '{name} ተጭኗል',
  photo: 'ፎቶ',
  photoOf: 'ፎቶ፦ {name}',
  fileOf: 'ፋይል፦ {name}',
  unkept: 'ይህ አሳሽ ፋይሎችን ማስቀመጥ አይችልም፤ እስኪላኩ ገጹን አይዝጉ።',
  tooLarge: 'በጣም ትልቅ ነው። ቢበዛ {size}።',
  tooMany: 'ለአንድ መልእክት ፋይሎቹ በዝተዋል። ቢበዛ {n}።',
  wrongKind: 'ይህ ዓይነት ፋይል እዚህ አይወሰድም።',
  full: 'እዚህ አሁን ለተጨማሪ ፋይሎች ቦታ የለም።',
  off: 'ፋይሎች እዚህ አይወሰዱም።',
  lost: 'ይህ ፋይል ከእንግዲህ በአሳሹ ውስጥ የለም። እንደገና ይምረጡት።',
  kilobytes: '{n} ኪባ',
  megabytes: '{n} ሜባ',
  waits: 'ግንኙነት እየጠበቀ ነው',
} satisfies Messages;
