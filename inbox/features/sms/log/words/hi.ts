import type { Messages } from './en.ts';

export default {
  failed: 'SMS नहीं पहुँचा',
  off: 'SMS भेजना बंद है',
  stopped: 'इस नंबर ने और संदेश न भेजने को कहा है',
  tooLong: 'संदेश बहुत लंबा है',
  dayFull: 'आज की सीमा पूरी हो गई',
  numberFull: 'इस नंबर की आज की सीमा पूरी हो गई',
  tooLate: 'एक दिन से ज़्यादा बीत गया',
  noNumber: 'कोई नंबर नहीं है',
} satisfies Messages;
