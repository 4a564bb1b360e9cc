import type { Messages } from './en.ts';

export default {
  lead: 'यह तरीका चुनने पर सूचनाएँ SMS से यहाँ आती हैं।',
  phone: 'फ़ोन नंबर',
  sendCode: 'मुझे कोड भेजें',
  codeSent: '{number} पर कोड भेजा गया। यह दस मिनट तक चलेगा।',
  code: 'कोड',
  confirm: 'पुष्टि करें',
  sendAgain: 'दूसरा कोड भेजें',
  confirmed: 'पुष्टि हुई: {number}',
  another: 'दूसरा नंबर इस्तेमाल करें',
  remove: 'नंबर हटाएँ',
  didRemove: 'नंबर हटा दिया गया',
  wrongCode: 'कोड गलत है या पुराना हो गया। पाँच कोशिशों के बाद नया कोड चाहिए।',
} satisfies Messages;
