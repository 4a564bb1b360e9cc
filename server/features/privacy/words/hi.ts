import type { ExportWords } from './en.ts';

export const hi: ExportWords = {
  title: '{site} आपके बारे में क्या रखता है',
  made: '{time} तक की स्थिति। प्रोग्रामों के लिए यही .jsonl वाली फ़ाइल में है।',
  contacts: 'आप कौन हैं',
  contactMerges: 'आपको एक ही व्यक्ति कैसे पहचाना गया',
  importPeople: 'फ़ाइल से आपके बारे में क्या आया',
  visitors: 'आपके ब्राउज़र और उनमें खुले पेज',
  conversations: 'क्या कहा गया',
  files: 'फ़ाइलें',
  callbacks: 'आपके माँगे हुए कॉल',
  mails: 'आपके पूरे मेल',
  ratings: 'आपकी दी हुई रेटिंग',
  deliveries: '{site} के दूसरे प्रोग्रामों को भेजे जाने की प्रतीक्षा में',
  nothing: 'कुछ नहीं।',
  you: 'आप',
  system: 'अपने आप',
  note: 'सहकर्मियों के बीच नोट',
};
