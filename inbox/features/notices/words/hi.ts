import type { Messages } from './en.ts';

export default {
  notifyAsk: 'दूसरी विंडो में होने पर नए संदेशों की सूचना चाहिए?',
  notifyYes: 'सूचनाएँ चालू करें',
  notifyNo: 'अभी नहीं',
  backFrom: 'टाली गई बातचीत लौट आई: {name}',
  handedOver: '{by} ने आपको सौंपा: {name}',
  mailReturned: '{name} को भेजा उत्तर लौट आया',
  spoken: '{name}: {words}',
} satisfies Messages;
