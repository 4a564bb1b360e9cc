import type { Messages } from './en.ts';

export const hi: Messages = {
  message: 'जवाब के इंतज़ार में',
  form: 'फ़ॉर्म भेजा',
  callback: 'कॉल करने को कहा',
  callbackDue: 'अब कॉल करने का समय है',
  late: 'बहुत देर से इंतज़ार में',
  mention: '{by} ने नोट में आपका उल्लेख किया',
  rating: 'कम रेटिंग दी',
  handover: '{by} ने यह बातचीत आपको सौंपी',
  woken: 'टाली गई बातचीत लौट आई',
  failed: 'जवाब नहीं पहुँचा',
  complaintOpened: 'ने शिकायत की है',
  complaintAgain: 'संतुष्ट नहीं हैं: शिकायत फिर खुल गई है',
  complaintGiven: 'की शिकायत आपको सौंपी गई है',
  complaintUntaken: 'की शिकायत किसी ने नहीं ली है',
  complaintLate: 'की शिकायत का समय निकल चुका है',
  visitor: 'आगंतुक',
  many: { one: '{n} बातचीत आपके इंतज़ार में', other: '{n} बातचीत आपके इंतज़ार में' },
  others: { one: 'और {n}', other: 'और {n}' },
  broken: 'संदेश पहुँचाने के लिए ज़रूरी कोई चीज़ ख़राब हो गई है। देखें कि क्या हुआ और क्या करना है।',
  testBody: 'आपको इस तरह सूचना मिलेगी।',
};
