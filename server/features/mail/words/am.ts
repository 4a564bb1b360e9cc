import type { Messages } from './en.ts';

export const am: Messages = {
  invitationSubject: '{{inviter}} ወደ መልእክት ሳጥኑ ጋብዘዎታል',
  invitationBody:
    '{{inviter}} በድር ጣቢያው ለሚጽፉ ሰዎች መልስ እንዲሰጡ ጋብዘዎታል።\n\nአገናኙን ይክፈቱና የይለፍ ቃል ይምረጡ። አገናኙ እስከ {{until}} ድረስ አንድ ጊዜ ብቻ ይሠራል።',
  invitationButton: 'ይቀላቀሉ',
  invitationWhy: 'ይህ ደብዳቤ የደረሰዎ አንድ የሥራ ባልደረባ አድራሻዎን ስለጻፈ ነው። ካላወቋቸው ምንም አያድርጉ፤ በስምዎ የተከፈተ መለያ የለም።',
  passwordSubject: 'አዲስ የይለፍ ቃል',
  passwordBody:
    'ሰላም {{name}}፣ ለመለያዎ አዲስ የይለፍ ቃል ተጠይቋል። የጠየቁት እርስዎ ከሆኑ አገናኙን ይክፈቱና የይለፍ ቃል ይምረጡ። አገናኙ ለአንድ ሰዓት፣ አንድ ጊዜ ብቻ ይሠራል።\n\nእርስዎ ካልሆኑ ምንም አያድርጉ፤ የይለፍ ቃልዎ እንዳለ ይቆያል።',
  passwordButton: 'የይለፍ ቃል ይምረጡ',
  passwordWhy: 'ይህ ደብዳቤ የደረሰዎ በዚህ አድራሻ ስለሚገቡ ነው።',
  passwordChangedSubject: 'የይለፍ ቃልዎ ተቀይሯል',
  passwordChangedBody:
    'ሰላም {{name}}፣ የይለፍ ቃልዎ በደብዳቤ በተላከ አገናኝ ተቀይሯል፤ ከሁሉም መሣሪያዎችም ወጥተዋል።\n\nእርስዎ ካልሆኑ ወዲያውኑ ለባለቤቱ ይንገሩ።',
  passwordChangedWhy: 'ይህ ደብዳቤ የደረሰዎ በዚህ አድራሻ ስለሚገቡ ነው።',
  noticeSubject: '{{title}}',
  noticeBody: '{{body}}',
  noticeButton: 'ውይይቱን ይክፈቱ',
  noticeWhy: 'ይህ ደብዳቤ የደረሰዎ በዚህ መንገድ እንዲነገርዎ ስለመረጡ ነው። በቅንብሮች ውስጥ መቀየር ይችላሉ።',
  transcriptSubject: 'ከ{{site}} ጋር ያደረጉት ውይይት',
  transcriptBody: 'የተባለው ይህ ነው።\n\n{{talk}}',
  transcriptWhy: 'ይህ ደብዳቤ የደረሰዎ ይህን አድራሻ በ{site} ስለተዉና ውይይትዎ ስለተላከልዎ ነው።',
  testSubject: 'ከመልእክት ሳጥንዎ የሚላክ ደብዳቤ ይደርሳል',
  testBody: 'ሰላም {{name}}፣ ይህ የጠየቁት የሙከራ ደብዳቤ ነው። ይህ ከደረሰ ሌሎችም ይደርሳሉ።',
  testWhy: 'ይህ ደብዳቤ የደረሰዎ በቅንብሮች ውስጥ ሙከራ ስለጠየቁ ነው።',

  inviterElse: 'አንድ ባልደረባ',
  untilElse: 'መጪው ሳምንት',
  nameElse: 'ባልደረባ',
  siteElse: 'ድር ጣቢያችን',
  titleElse: 'የሚጠብቅ ሰው አለ',
  bodyElse: 'ምን እንደሆነ ለማየት የመልእክት ሳጥኑን ይክፈቱ።',
  talkElse: 'እስካሁን የተባለ ነገር የለም።',
  titleSample: 'አልማዝ · የአበባ ሱቅ',
  bodySample: 'መልስ እየጠበቁ ነው',
  talkSample: 'እርስዎ · ማክሰኞ፣ 8:20\nወደ አዳማ ታደርሳላችሁ?\n\nሳራ · ማክሰኞ፣ 8:21\nማክሰኞና ዓርብ እናደርሳለን።',

  linkHint: 'አዝራሩ ካልሠራ ይህን አድራሻ ይክፈቱ፦',
  you: 'እርስዎ',
  wantsCall: 'ጥሪ ተጠይቋል፦ {time}',
  file: 'ፋይል፦ {name}',
  earlier: 'ከዚህ በፊት የተባለው እዚህ አልተካተተም።',
};
