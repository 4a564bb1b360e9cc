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
  failed: 'को आपका जवाब नहीं मिला',
  visitor: 'आगंतुक',
  many: { one: '{n} बातचीत आपके इंतज़ार में', other: '{n} बातचीत आपके इंतज़ार में' },
  others: { one: 'और {n}', other: 'और {n}' },
  testBody: 'आपको इस तरह सूचना मिलेगी।',
};
