import type { Messages } from './en.ts';

const am: Messages = {
  whoDid: 'ማን ሠራው',
  unsaidBooking: 'የቀጠሮው ሠራተኞች ሁሉ',
  unsaidSeller: 'የሚሸጠው ሰው',
  employee: 'ሠራተኛ',
  percentOf: 'የ{name} በመቶ',
  oneMore: 'ሌላ ሰው',
  without: 'ያለ {name}',
  sharesWanted: 'ድምራቸው 100 የሆነ ሙሉ በመቶ ያስፈልጋል፣ ማንም ሁለት ጊዜ አይገባም።',
};
export default am;
