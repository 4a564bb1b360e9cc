import type { Messages } from './en.ts';

export default {
  notifyAsk: 'Өөр цонхонд байхад тань шинэ зурвас ирснийг мэдэгдэх үү?',
  notifyYes: 'Мэдэгдэл асаах',
  notifyNo: 'Одоо биш',
  backFrom: 'Хойшлуулсан яриа буцаж ирлээ: {name}',
  handedOver: '{by} танд шилжүүллээ: {name}',
  mailReturned: '{name}-д явуулсан хариу буцаж ирлээ',
  spoken: '{name}: {words}',
} satisfies Messages;
