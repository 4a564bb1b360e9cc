import type { DoctorWords } from './en.ts';

export const am: DoctorWords = {
  addressTitle: 'ይፋዊ አድራሻ',
  addressFine: '{host} ይመልሳል',
  certificateDays: { one: 'ሰርተፊኬቱ ለ{n} ቀን ያገለግላል', other: 'ሰርተፊኬቱ ለ{n} ቀናት ያገለግላል' },
  addressUnset: 'አልተፈተሸም፦ PUBLIC_URL አልተሰጠም፤ ስለዚህ አገናኞች ሰው በጠየቀበት አድራሻ ይጀምራሉ።',
  addressLocal: 'አልተፈተሸም፦ PUBLIC_URL ወደዚሁ ማሽን ይመራል።',
  dnsSilent: 'አልተፈተሸም፦ ስለ {host} ከዚህ የሚመልስ የስም አገልጋይ የለም።',
  addressUnknown: 'የስም አገልጋዮች {host}ን አያውቁትም። ጎራው በሚተዳደርበት ቦታ ይጨምሩት፣ ወይም PUBLIC_URLን ያስተካክሉ።',
  addressPlain: '{url} አልተመሰጠረም፦ የይለፍ ቃሎች በግልጽ ያልፋሉ፣ አሳሾችም push አይፈቅዱም። ሰርተፊኬት ያስቀምጡና PUBLIC_URLን በhttps:// ይጀምሩ።',
  addressSilent: '{url} ከዚህ አይመልስም፦ {problem}። ፕሮክሲው እየሠራ ወደ Deskbell እንደሚመራ፣ ይህ ማሽንም ወደ ራሱ ይፋዊ አድራሻ እንደሚደርስ ይመልከቱ።',
  addressForeign: 'በ{url} ሌላ ነገር ይመልሳል። ፕሮክሲው ወደ Deskbell እንዲመራ ያድርጉ፣ ወይም PUBLIC_URLን ያስተካክሉ።',
  certificateBad: 'አሳሾች የ{host}ን ሰርተፊኬት አይቀበሉም፦ {problem}። ያድሱት፣ ወይም ፕሮክሲው ሙሉውን ሰንሰለት እንዲልክ ያድርጉ።',
  certificateEnds: {
    one: 'የ{host} ሰርተፊኬት በ{n} ቀን ያበቃል። ለምን እንዳልታደሰ ይመልከቱ።',
    other: 'የ{host} ሰርተፊኬት በ{n} ቀናት ያበቃል። ለምን እንዳልታደሰ ይመልከቱ።',
  },

  linkTitle: 'በፕሮክሲዎ በኩል ያለ ቀጥታ ግንኙነት',
  linkSocket: 'WebSocket፣ {ms} ሚሴ',
  linkHttp: 'በHTTP፣ {ms} ሚሴ',
  linkUntried: 'አልተፈተሸም፦ ይህ ገጽ ሲከፈት አሳሽዎ ይፈትሸዋል።',
  linkNoSocket:
    'WebSocket አያልፍም፤ ስለዚህ እያንዳንዱ ገጽ በከንቱ ይጠብቅና በHTTP ይቀጥላል። ፕሮክሲው Upgrade እና Connection ራስጌዎችን እንዲያሳልፍ ያድርጉ።',
  linkNoHttp:
    'የHTTP መንገድ አያልፍም፤ አውታረ መረባቸው WebSocketን ለሚከለክል ሰዎች ያስፈልጋል። በ/stream ለሚያበቁ አድራሻዎች በፕሮክሲው ማቆያውን (buffering) ያጥፉ።',
  linkNothing: 'WebSocketም ዥረትም አያልፉም። ፕሮክሲው /v1/ን ሙሉ በሙሉ እንደሚያሳልፍ ይመልከቱ።',

  proxyTitle: 'የጎብኚዎች አድራሻ',
  proxyNone: 'በመካከል ፕሮክሲ የለም',
  proxyTrusted: 'ከ{proxies}',
  proxyUnbelieved:
    'በ{address} ያለ ፕሮክሲ ስለ ማን እንደሚጠይቅ ይናገራል፣ ግን አይታመንም፤ ስለዚህ ሁሉም ጎብኚዎች እንደ አንድ ይቆጠራሉ። የእርስዎ ከሆነ Deskbellን በTRUST_PROXY={address} ያስጀምሩ።',
  proxyAnyone:
    'TRUST_PROXY=on ማንንም ያምናል፤ ስለዚህ ጎብኚ የፈለገውን አድራሻ ሊል ይችላል። የራስዎን ፕሮክሲ ይጻፉ፣ ለምሳሌ TRUST_PROXY=127.0.0.1፣ ለግል አውታረ መረብ uniquelocal።',

  clockTitle: 'ሰዓቶች',
  clockDatabase: 'ከመረጃ ቋቱ {ms} ሚሴ',
  clockBrowser: 'ከዚህ አሳሽ {ms} ሚሴ',
  clockAlone: 'አልተፈተሸም፦ ያለው ሰዓት የዚህ ማሽን ብቻ ነው፤ የአሳሽዎ በገጹ ላይ ይነጻጸራል።',
  clockDatabaseOff: 'የአገልጋዩና የመረጃ ቋቱ ሰዓቶች በ{age} ይለያያሉ። በሁለቱም የሰዓት ማመሳሰያ (NTP) ያብሩ።',
  clockBrowserOff: 'የአገልጋዩና የዚህ ኮምፒውተር ሰዓቶች በ{age} ይለያያሉ። በሁለቱም ራስ-ሰር ሰዓት ያብሩ።',

  storeTitle: 'ማከማቻ',
  storeKept: 'በ{ms} ሚሴ ይቀመጣል',
  backupAge: 'መጠባበቂያው የ{age} ነው',
  backupElsewhere: 'መጠባበቂያ የመረጃ ቋቱ ሥራ ነው',
  diskFree: '{size} ነጻ',
  storeSilent: 'አሁን ምንም አይቀመጥም፦ {problem}። ምክንያቱ በአገልጋዩ መዝገብ አለ።',
  storeLoose: 'የተባለው በዲስክ ላይ በደህና ከመቀመጡ በፊት መልስ ይሄዳል። በዚህ ማሽን ዲስክ ያለ ፋይል፣ ወይም መዝገብ የሚጽፍ replica set ይጠቀሙ።',
  diskLow: 'በዲስኩ ላይ {size} ብቻ ቀርቷል። የሚቀመጥበት ቦታ ከማለቁ በፊት ቦታ ያስለቅቁ።',
  backupNone: 'እስካሁን መጠባበቂያ አልተሠራም። “npm run backup FILE” በየቀኑ እንዲሠራ አድርገው ፋይሉን በሌላ ማሽን ያስቀምጡ።',
  backupOld: 'የቅርቡ መጠባበቂያ የ{age} ነው። “npm run backup” ለምን እንደማይሠራ ይመልከቱ።',

  outboxTitle: 'የሚወጣው',
  outboxClear: 'የሚጠብቅ የለም',
  outboxWaiting: { one: '{n} ይጠብቃል', other: '{n} ይጠብቃሉ' },
  outboxDead: {
    one: '{n} መላኪያ ተትቷል። እንደገና ይላኩት ወይም ያስወግዱት፣ በቅንብሮች ውስጥ በ“ሐኪም” ወይም በ“ዌብሁኮች” ስር።',
    other: '{n} መላኪያዎች ተትተዋል። እንደገና ይላኳቸው ወይም ያስወግዷቸው፣ በቅንብሮች ውስጥ በ“ሐኪም” ወይም በ“ዌብሁኮች” ስር።',
  },
  webhookFailing: 'አንድ ዌብሁክ ለ{age} ምንም አይቀበልም። አድራሻውን በዌብሁኮች ስር ይመልከቱ።',
  mailFailing: 'የመልእክት አገልጋዩ ለ{age} ምንም አይቀበልም። SMTP_URLን እና በቅንብሮች ውስጥ በ“ሐኪም” ስር ያለውን መልሱን ይመልከቱ።',
  pushFailing: 'የpush አገልግሎት ለ{age} ምንም አይቀበልም። ይህ ማሽን ወደ ኢንተርኔት እንደሚደርስ ይመልከቱ።',
  telegramFailing: 'ቴሌግራም ለ{age} ምንም አይቀበልም። የቦቱን ቅንብርና ይህ ማሽን ወደ ቴሌግራም እንደሚደርስ ይመልከቱ።',
  smsFailing: 'የSMS መተላለፊያው ለ{age} ምንም አይቀበልም። ቅንብሩንና እዚያ ያለዎትን ሒሳብ ይመልከቱ።',

  tagTitle: 'በገጾችዎ ላይ ያለ መለያ',
  tagSeen: 'በ{host} ከ{age} በፊት ታይቷል',
  tagFound: 'በ{host} ተገኝቷል',
  tagAnywhere: 'አልተፈተሸም፦ ድረ-ገጹ የትም ሊሆን ይችላል። አድራሻዎቹን በ“አጠቃላይ” ስር ይጻፉ።',
  tagUnread: 'አልተፈተሸም፦ የ{host} የመጀመሪያ ገጽ ከዚህ ሊነበብ አልቻለም ({problem})።',
  tagMissing: 'በ{host} የመጀመሪያ ገጽ ላይ የዚህ ድረ-ገጽ መለያ የለም፣ ከገጾቹም በቅርቡ የጠየቀ የለም። መለያውን ከ“መጫን” ይለጥፉ።',
  tagMoved: '{host} ወደ {to} ይመራል፤ እሱ ከድረ-ገጹ አድራሻዎች አይደለም። በ“አጠቃላይ” ስር ይጨምሩት።',
  tagBlocked: 'በ{host} ያለው የገጹ ፖሊሲ (Content-Security-Policy) መግብሩን ያግደዋል። {source}ን ወደ {directive} ይጨምሩ።',

  mailDomainTitle: 'የጎራዎ የመልእክት መዝገቦች',
  mailOff: 'አልተዘጋጀም፦ SMTP_URL እስኪሰጥ ድረስ ምንም አይላክም።',
  spfFine: 'SPF አለ',
  dkimFine: 'DKIM አለ',
  dmarcFine: 'DMARC አለ',
  spfNone:
    '{domain} የትኞቹ አገልጋዮች መልእክቱን እንደሚልኩ አይናገርም፤ ስለዚህ ሌሎች አይፈለጌ ይሉታል። {record} የሚል TXT መዝገብ፣ ወይም የመልእክት አቅራቢዎ የሚነግርዎትን ይጨምሩ።',
  spfSeveral: '{domain} ከአንድ በላይ SPF መዝገብ አለው፤ ያን ጊዜ አንዱም አይቆጠርም። ወደ አንድ ያዋህዷቸው።',
  spfOpen: 'የ{domain} SPF መዝገብ ማንም በስሙ እንዲልክ ይፈቅዳል። መጨረሻውን ~all ወይም -all ያድርጉት።',
  dkimNone: 'መልእክቶች ይፈረማሉ፣ ግን {name} በየትኛው ቁልፍ እንደሆነ አይናገርም። እዚያ {record} የሚል TXT መዝገብ ይጨምሩ።',
  dkimOther: 'መልእክቶች {name} ከሚናገረው በሌላ ቁልፍ ይፈረማሉ። እዚያ በምትኩ {record} የሚል TXT መዝገብ ያስገቡ።',
  dmarcNone: '{domain} ከእሱ ነኝ በሚል መልእክት ምን እንደሚደረግ አይናገርም። በ{name} ላይ {record} የሚል TXT መዝገብ ይጨምሩ።',

  checkLate: 'በ{age} ውስጥ ሊታወቅ አልቻለም። እንደገና ይፈትሹ፤ ከቀጠለ የአገልጋዩን መዝገብ ይመልከቱ።',
  checkFailed: 'ሊታወቅ አልቻለም። ምክንያቱ በአገልጋዩ መዝገብ አለ።',

  allFine: 'ሁሉም ደህና ነው።',
  toMend: { one: 'የሚስተካከል {n} ነገር', other: 'የሚስተካከሉ {n} ነገሮች' },
  seconds: { one: '{n} ሰከንድ', other: '{n} ሰከንድ' },
  minutes: { one: '{n} ደቂቃ', other: '{n} ደቂቃ' },
  hours: { one: '{n} ሰዓት', other: '{n} ሰዓት' },
  days: { one: '{n} ቀን', other: '{n} ቀናት' },
  megabytes: '{n} ሜባ',
  gigabytes: '{n} ጊባ',
  terabytes: '{n} ቴባ',
};
