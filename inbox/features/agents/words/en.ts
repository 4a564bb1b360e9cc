import type { MessagesOf } from '../../../shell/locale.ts';

const en = {
  here: 'Here',
  away: 'Away',
  reads: 'Reads along',
  awayHint: 'While you are away, no new conversations are given to you.',
  beAway: 'Set me away',
  beHere: 'I am back',
  offline: 'Offline',
  connecting: 'Connecting…',
  theme: 'Appearance',
  themeAuto: 'Same as the system',
  themeLight: 'Light',
  themeDark: 'Dark',
  soundOn: 'Sound on',
  soundOff: 'Sound off',
  profile: 'Profile',
  signOut: 'Sign out',
  isHere: 'here',
  isAway: 'not here',
};
export default en;
export type Messages = MessagesOf<typeof en>;
