import type { Messages } from './en.ts';

export default {
  views: 'ክፍሎች',
  desk: 'የሥራ ቦታ',
  settings: 'ቅንብሮች',
  allSites: 'ሁሉም ድረ-ገጾች',
  site: 'ድረ-ገጽ',
  skipToThread: 'ወደ ውይይቱ ይሂዱ',
  viewWithCount: { one: '{view}፣ {n} ውይይት', other: '{view}፣ {n} ውይይቶች' },
  shortcuts: 'አቋራጭ ቁልፎች',
  linkLost: 'ግንኙነቱ ተቋርጧል፤ በራሱ ይመለሳል። የሚጽፉት ተቀምጦ ያኔ ይላካል።',
  outdated: 'Deskbell ታድሷል። ገጹን እንደገና ይጫኑት፤ የጻፉት ይቀመጣል።',
  reload: 'እንደገና ጫን',
  linkBack: 'ግንኙነቱ ተመልሷል።',
  storeAway: 'Deskbell አሁን ምንም ማስቀመጥ አይችልም። የሚጽፉት እዚህ ተቀምጦ እንደተቻለ ይላካል።',
  notDurable: 'ይህ አሳሽ በዲስክ ላይ ምንም አያስቀምጥም። መልእክት እየተላከ ሳለ ገጹን አይዝጉ።',
} satisfies Messages;
