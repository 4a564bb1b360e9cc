import type { Messages } from './en.ts';

export default {
  everything: 'सब कुछ',
  talks: 'बातचीत',
  calls: 'कॉल',
  bookings: 'बुकिंग',
  purchases: 'ख़रीदारी',
  complaints: 'शिकायतें',
  stages: 'चरण',
  notes: 'नोट',
  visits: 'देखे गए पेज',
  show: 'दिखाएँ',
  timeline: 'अब तक की बातें',
  empty: 'अभी तक कुछ नहीं हुआ। वे जो लिखेंगे, पूछेंगे या ख़रीदेंगे, वह यहाँ अपने आप दिखेगा।',
  emptyOfKind: 'इस तरह का कुछ नहीं।',
  failed: 'इतिहास लोड नहीं हो सका।',
} satisfies Messages;
