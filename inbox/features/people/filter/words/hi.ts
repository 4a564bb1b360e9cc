import type { Messages } from './en.ts';

const hi: Messages = {
  any: 'कोई भी',
  known: 'पता है',
  unknown: 'पता नहीं',
  last: { one: 'पिछले {n} दिन में', other: 'पिछले {n} दिनों में' },
  notFor: { one: '{n} दिन से नहीं', other: '{n} दिनों से नहीं' },
  atLeast: '{what}, कम से कम',
  from: '{what}, इस दिन से',
  sumAtLeast: 'कुल राशि, कम से कम ({currency})',
  open: 'हैं',
  none: 'नहीं हैं',
  consentBy: 'इससे लिख सकते हैं',
  viewNameHint: 'नाम देने पर यह आपके फ़िल्टरों में रहेगा।',
  didRemove: 'फ़िल्टर हटाया गया: {name}',
};
export default hi;
