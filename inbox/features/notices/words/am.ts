import type { Messages } from './en.ts';

export default {
  notifyAsk: 'በሌላ መስኮት ላይ ሳሉ ስለ አዲስ መልእክት እናሳውቅዎ?',
  notifyYes: 'ማሳወቂያ ያብሩ',
  notifyNo: 'አሁን አይደለም',
  backFrom: 'የቆየ ውይይት ተመልሷል፦ {name}',
  handedOver: '{by} ለእርስዎ አስተላልፈዋል፦ {name}',
  mailReturned: 'ለ{name} የተላከው መልስ ተመለሰ',
  spoken: '{name}፦ {words}',
} satisfies Messages;
