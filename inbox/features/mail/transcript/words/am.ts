import type { Messages } from './en.ts';

const am: Messages = {
  send: 'ውይይቱን በኢሜይል ላክላቸው',
  queued: 'ወደ {to} በመላክ ላይ',
  suppressed: 'አልተላከም፦ ወደ {to} የተላከ ኢሜይል ተመልሷል።',
  nobody: 'አልተላከም፦ የኢሜይል አድራሻ የለም።',
  off: 'አልተላከም፦ በዚህ አገልጋይ ላይ ኢሜይል ጠፍቷል።',
};
export default am;
