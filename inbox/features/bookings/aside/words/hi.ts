import type { Messages } from './en.ts';

export default {
  gone: { one: '{n} रद्द', other: '{n} रद्द' },
  reason: 'रद्द करने का कारण',
  reasonHint: 'अगर चाहें। यह केवल डेस्क को दिखता है।',
  takeBack: 'बुकिंग वापस लें',
  prepaid: 'भुगतान हो गया',
  pay_asking: 'भुगतान के बारे में पूछा जा रहा है',
  pay_awaited: '{time} तक भुगतान करना है',
  pay_paid: 'अग्रिम भुगतान हुआ',
  pay_unasked: 'भुगतान के लिए पूछा नहीं जा सका',
  pay_lapsed: 'समय पर भुगतान नहीं हुआ',
} satisfies Messages;
