import type { Messages } from './en.ts';

const am: Messages = {
  send: 'ውይይቱን በደብዳቤ ላክላቸው',
  queued: 'ወደ {to} በመላክ ላይ',
  suppressed: 'አልተላከም፦ ወደ {to} የተላከ ደብዳቤ ተመልሷል።',
  nobody: 'አልተላከም፦ የኢሜይል አድራሻ የለም።',
  off: 'አልተላከም፦ በዚህ አገልጋይ ላይ ደብዳቤ ጠፍቷል።',
};
export default am;
