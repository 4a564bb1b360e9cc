import type { Messages } from './en.ts';

const hi: Messages = {
  whoDid: 'किसने किया',
  unsaidBooking: 'बुकिंग के सभी कर्मचारी',
  unsaidSeller: 'जो बेच रहा है',
  employee: 'कर्मचारी',
  percentOf: '{name} का प्रतिशत',
  oneMore: 'एक और व्यक्ति',
  without: '{name} के बिना',
  sharesWanted: 'पूरे प्रतिशत चाहिए जिनका जोड़ 100 हो, और कोई दो बार नहीं।',
};
export default hi;
