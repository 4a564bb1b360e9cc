import type { Messages } from './en.ts';

export default {
  privacy: 'निजी डेटा',
  exportPage: 'पेज के रूप में निर्यात',
  exportData: 'प्रोग्रामों के लिए निर्यात',
  erase: 'इस व्यक्ति को मिटाएँ…',
  eraseTitle: '{name} को हमेशा के लिए मिटाएँ?',
  eraseLead:
    'उनका कहा सब कुछ चला जाएगा: बातचीत, कॉल, फ़ाइलें और जो अभी भेजा जाना है। उनके खुले पेज खाली हो जाएँगे। कोई इसे वापस नहीं ला सकता। आपको रसीद मिलेगी।',
  eraseForGood: 'हमेशा के लिए मिटाएँ',
  didErase: 'मिटा दिया। रसीद {receipt} सेटिंग, गोपनीयता में है।',
} satisfies Messages;
