import type { Messages } from './en.ts';

const am: Messages = {
  lead: 'እስኪፈልጓቸው ድረስ አይታዩም። የጠፋው ተቀምጦ ይቆያል፣ ሲበራም ይመለሳል።',
  customers: 'ደንበኞች',
  customersHint: 'ለእያንዳንዱ ሰው ካርድ፣ ግዢዎች፣ ቅሬታዎች፣ የሽያጭ ሂደት እና የሥራ ዝርዝሮች።',
  telephone: 'ስልክ',
  telephoneHint: 'ስልኩ ሲጠራ ማን እንደሚደውል ያሳያል፣ የጥሪዎችንም መዝገብ ይይዛል።',
  booking: 'ቀጠሮ',
  bookingHint: 'ሰዎች ከድረ-ገጽዎ ሰዓት ይይዛሉ፦ አገልግሎቶች፣ ማን እንደሚሠራቸው እና መቼ።',
  loyalty: 'ታማኝነት',
  loyaltyHint: 'በስልክ ቁጥር የሚሰበሰብና ሲከፍሉ የሚውል ቦነስ።',
  fields: 'ተጨማሪ መስኮች',
  fieldsHint: 'ስለ ሰዎች በተጨማሪ ማወቅ የሚፈልጉት፦ የጫማ ቁጥር፣ የሚወዱት አበባ፣ የሠርግ ቀን።',
  fieldName: 'ስም',
  kind: 'ዓይነት',
  text: 'ጽሑፍ',
  number: 'ቁጥር',
  date: 'ቀን',
  choice: 'ምርጫ',
  yesNo: 'አዎ ወይም አይ',
  choices: 'ምርጫዎች፣ በየመስመሩ አንድ',
  choicesWanted: 'ቢያንስ አንድ ምርጫ ያስፈልጋል፣ እያንዳንዱ ቢበዛ 200 ፊደላት።',
  addField: 'መስክ ጨምር',
  removeField: 'መስኩን {name} አስወግድ',
  up: '{name} ወደ ላይ አንቀሳቅስ',
  down: '{name} ወደ ታች አንቀሳቅስ',
};
export default am;
