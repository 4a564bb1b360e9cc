import type { Messages } from './en.ts';

export default {
  noSubject: '(कोई विषय नहीं)',
  knownAddress: 'यह पता हम जानते हैं, पर यह वही व्यक्ति है, यह साबित नहीं हुआ।',
  leftOut: 'यहाँ नहीं लिया गया: {names}',
  whole: 'पूरा मेल',
  wholeFailed: 'मेल लोड नहीं हो सका।',
  cut: 'यह आगे भी है; केवल शुरुआत रखी गई है।',
  returned: 'यह उत्तर {address} तक नहीं पहुँचा: मेल लौट आया',
  returnedNobody: 'एक उत्तर नहीं पहुँचा: मेल लौट आया',
  automatic: '{from} की ओर से प्रोग्राम ने उत्तर दिया: {subject}',
} satisfies Messages;
