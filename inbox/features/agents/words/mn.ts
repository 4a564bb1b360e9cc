import type { Messages } from './en.ts';

export default {
  here: 'Онлайн',
  away: 'Түр гарсан',
  reads: 'Зөвхөн уншина',
  awayHint: 'Таныг байхгүй үед шинэ яриа танд оногдохгүй.',
  beAway: 'Түр гарах',
  beHere: 'Буцаж ирлээ',
  offline: 'Холболтгүй',
  connecting: 'Холбогдож байна…',
  theme: 'Харагдац',
  themeAuto: 'системийнхээр',
  themeLight: 'цайвар',
  themeDark: 'бараан',
  soundOn: 'Дуу асаалттай',
  soundOff: 'Дуу унтраалттай',
  profile: 'Хувийн мэдээлэл',
  signOut: 'Гарах',
  isHere: 'онлайн',
  isAway: 'онлайн биш',
} satisfies Messages;
