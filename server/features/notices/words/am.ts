import type { Messages } from './en.ts';

export const am: Messages = {
  message: 'መልስ እየጠበቁ ነው',
  form: 'ቅጽ ልከዋል',
  callback: 'እንዲደወልላቸው ጠይቀዋል',
  callbackDue: 'የሚደወልበት ጊዜ ደርሷል',
  late: 'ለረጅም ጊዜ እየጠበቁ ነው',
  mention: '{by} በማስታወሻ እርስዎን ጠቅሰዋል',
  rating: 'ዝቅተኛ ደረጃ ሰጥተዋል',
  handover: '{by} ይህን ውይይት ለእርስዎ አስተላልፈዋል',
  woken: 'የቆየው ውይይት ተመልሷል',
  failed: 'መልሱ አልደረሳቸውም',
  complaintOpened: 'ቅሬታ አቅርበዋል',
  complaintAgain: 'አልረኩም፦ ቅሬታው እንደገና ተከፍቷል',
  complaintGiven: 'ያቀረቡት ቅሬታ ለእርስዎ ተሰጥቷል',
  complaintUntaken: 'ያቀረቡትን ቅሬታ ማንም አልያዘውም',
  complaintLate: 'ያቀረቡት ቅሬታ መፈቻ ጊዜ አልፏል',
  visitor: 'ጎብኚ',
  many: { one: '{n} ውይይት እርስዎን እየጠበቀ ነው', other: '{n} ውይይቶች እርስዎን እየጠበቁ ነው' },
  others: { one: 'እና ሌላ {n}', other: 'እና ሌሎች {n}' },
  broken: 'መልእክቶች እንዲደርሱ የሚያስፈልግ ነገር ተበላሽቷል። ምን እንደሆነና ምን እንደሚደረግ ይመልከቱ።',
  testBody: 'ማሳወቂያ የሚደርስዎት እንዲህ ነው።',
};
