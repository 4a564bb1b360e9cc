import type { Messages } from './en.ts';

export default {
  gone: { one: '{n} ተሰርዟል', other: '{n} ተሰርዘዋል' },
  reason: 'የመሰረዙ ምክንያት',
  reasonHint: 'ከፈለጉ። ለሠራተኞች ብቻ ይታያል።',
  takeBack: 'ቀጠሮውን ይመልሱ',
  prepaid: 'ተከፍሏል',
  pay_asking: 'ስለ ክፍያው እየተጠየቀ ነው',
  pay_awaited: 'እስከ {time} ይከፈል',
  pay_paid: 'አስቀድሞ ተከፍሏል',
  pay_unasked: 'ስለ ክፍያው መጠየቅ አልተቻለም',
  pay_lapsed: 'በጊዜው አልተከፈለም',
} satisfies Messages;
