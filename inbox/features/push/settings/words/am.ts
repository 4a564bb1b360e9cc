import type { Messages } from './en.ts';

const am: Messages = {
  pushLead: 'የገቢ መልእክት ሳጥኑ ተዘግቶም ቢሆን ሰው እየጠበቀ መሆኑን ስልክዎ ወይም ኮምፒውተርዎ ሊያሳውቅዎ ይችላል።',
  pushSwitch: 'ማሳወቂያዎች በዚህ መሣሪያ ላይ ይድረሱኝ',
  pushHint: 'ከዚህ ሲወጡ ይቆማል።',
  pushTest: 'የሙከራ ማሳወቂያ ይላኩ',
  pushTested: 'ተልኳል። ከጥቂት ጊዜ በኋላ ይታያል።',
  pushTestFailed: 'የዚህ አሳሽ የማሳወቂያ አገልግሎት አልተቀበለውም፦ {problem}',
  pushOn: 'ከአሁን ጀምሮ ይህ መሣሪያ ያሳውቅዎታል',
  pushOff: 'ይህ መሣሪያ ከእንግዲህ አያሳውቅዎትም',
  pushFailed: 'አሳሹን ከማሳወቂያ አገልግሎቱ ጋር ማገናኘት አልተቻለም። ከጥቂት ጊዜ በኋላ እንደገና ይሞክሩ።',
  isDenied: 'ለዚህ ገጽ ማሳወቂያዎች ታግደዋል። ከአድራሻው አጠገብ ባለው የገጹ ቅንብር ውስጥ ይፍቀዱና ወደዚህ ይመለሱ።',
  isInstall:
    'በiPhone ወይም iPad ላይ በመጀመሪያ ይህን ገጽ እንደ መተግበሪያ መጫን ያስፈልጋል። «አጋራ» ከዚያ «ወደ መነሻ ማያ አክል» የሚለውን ይንኩና ከመነሻ ማያው ይክፈቱት።',
  isInsecure: 'አሳሾች ይህን የሚፈቅዱት በhttps ብቻ ነው። አገልጋዩን የሚያስተዳድረው ሰው የምስክር ወረቀት እንዲያደርግለት ይጠይቁ።',
  isUnsupported: 'ይህ አሳሽ ገጹ ተዘግቶ ሳለ ማሳወቂያ ማሳየት አይችልም። እንደ Firefox ወይም Chrome ያለ ሌላ አሳሽ ይሞክሩ።',
  devices: 'የሚያሳውቁዎ መሣሪያዎች',
  thisDevice: 'ይህኛው',
  deviceUsed: 'መጨረሻ ያሳወቀው፦ {time}',
  deviceNew: 'እስካሁን ምንም አላሳወቀም',
  deviceSince: 'የበራው፦ {time}',
  deviceFailing: 'መቀበል ያቆመው፦ {time}',
  removeDevice: '{device} ያስወግዱ',
  deviceRemoved: 'ተወግዷል',
};
export default am;
