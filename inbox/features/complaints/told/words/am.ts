import type { Messages } from './en.ts';

const am: Messages = {
  somebody: 'አንድ ሰው',
  opened: 'የ{who} ቅሬታ፦ {about}',
  again: 'የ{who} ቅሬታ እንደገና ተከፍቷል፦ {about}',
  given: 'የ{who} ቅሬታ ለእርስዎ ተሰጥቷል፦ {about}',
  untaken: 'የ{who} ቅሬታ ማንም አልያዘውም፦ {about}',
  late: 'የ{who} ቅሬታ ጊዜው አልፏል፦ {about}',
};
export default am;
