import type { Messages } from './en.ts';

export default {
  webhooksLead:
    'आपके अपने प्रोग्राम जान पाते हैं कि साइट पर क्या हो रहा है। हर पते पर हस्ताक्षरित संदेश जाता है, और स्वीकार होने तक बार-बार भेजा जाता है।',
  addWebhook: 'वेबहुक जोड़ें',
  webhookUrl: 'पता',
  webhookUrlHint: 'यह https:// से शुरू होता है',
  webhookEvents: 'किस बारे में बताया जाए',
  webhookEntries: 'बातचीत का सब कुछ: संदेश, फ़ॉर्म, नोट, घटनाएँ',
  webhookConversations: 'बातचीत: शुरू हुई, सौंपी गई, बंद हुई या फिर खुली',
  webhookCallbacks: 'कॉल: माँगी गई, की गई, समय बदला या पूरी हुई',
  webhookNotices: 'उन एजेंटों की सूचनाएँ जो इसी तरह चाहते हैं',
  eventsNone: 'कम से कम एक चालू रखें।',
  webhookTest: 'जाँचें',
  webhookTestDone: 'जाँच संदेश पहुँच गया।',
  webhookTestFailed: 'जाँच संदेश स्वीकार नहीं हुआ: {problem}',
  webhookRotate: 'नया सीक्रेट बनाएँ',
  webhookFailing: '{time} से कुछ स्वीकार नहीं हुआ',
  webhookBothUntil: 'पुराना सीक्रेट {time} तक काम करेगा',
  webhookOnce: 'इस सीक्रेट से आपका प्रोग्राम हस्ताक्षर जाँचता है। यह केवल अभी दिखता है।',
  webhookSecret: '{url} का सीक्रेट',
  deadLetters: 'नहीं पहुँचे',
  deadLettersLead: 'दो दिन की कोशिश के बाद रुके; 30 दिन रखे जाते हैं।',
} satisfies Messages;
