import type { Messages } from './en.ts';

export default {
  webhooksLead: 'የራስዎ ፕሮግራሞች በድረ-ገጽዎ ላይ የሚሆነውን ያውቃሉ። እያንዳንዱ አድራሻ የተፈረመ መልእክት እስኪቀበል ድረስ ደጋግሞ ይላክለታል።',
  addWebhook: 'ዌብሁክ ይጨምሩ',
  webhookUrl: 'አድራሻ',
  webhookUrlHint: 'በ https:// ይጀምራል',
  webhookEvents: 'ምን ይነገረው',
  webhookEntries: 'በውይይቶች ውስጥ ያለ ሁሉ፦ መልእክቶች፣ ቅጾች፣ ማስታወሻዎች፣ ክስተቶች',
  webhookConversations: 'ውይይቶች፦ ሲጀመሩ፣ ሲመደቡ፣ ሲዘጉ ወይም ሲከፈቱ',
  webhookCallbacks: 'ጥሪዎች፦ ሲጠየቁ፣ ሲሞከሩ፣ ሲዛወሩ ወይም ሲያበቁ',
  webhookNotices: 'በዚህ መንገድ ሊነገራቸው ለሚፈልጉ ወኪሎች የሚላክ ማሳወቂያ',
  eventsNone: 'ቢያንስ አንዱን እንደበራ ይተዉ።',
  webhookTest: 'ይሞክሩ',
  webhookTestDone: 'ሙከራው ደርሷል።',
  webhookTestFailed: 'ሙከራው አልተቀበለም፦ {problem}',
  webhookRotate: 'አዲስ ሚስጥር ይፍጠሩ',
  webhookFailing: 'ከ {time} ጀምሮ ምንም አልተቀበለም',
  webhookBothUntil: 'የቀድሞው ሚስጥር እስከ {time} ይሠራል',
  webhookOnce: 'ፕሮግራምዎ ፊርማዎችን በዚህ ሚስጥር ያረጋግጣል። አሁን ብቻ ይታያል።',
  webhookSecret: 'የ{url} ሚስጥር',
  deadLetters: 'ያልደረሱ',
  deadLettersLead: 'ከሁለት ቀን ሙከራ በኋላ የቆመ፤ ለ30 ቀን ይቀመጣል።',
} satisfies Messages;
