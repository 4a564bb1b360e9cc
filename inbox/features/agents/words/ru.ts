import type { Messages } from './en.ts';

export default {
  here: 'На месте',
  away: 'Отошли',
  reads: 'Только читает',
  awayHint: 'Пока вас нет, новые диалоги вам не назначаются.',
  beAway: 'Отойти',
  beHere: 'Я снова на месте',
  offline: 'Нет связи',
  connecting: 'Подключение…',
  theme: 'Оформление',
  themeAuto: 'как в системе',
  themeLight: 'светлое',
  themeDark: 'тёмное',
  soundOn: 'Звук включён',
  soundOff: 'Звук выключен',
  profile: 'Профиль',
  signOut: 'Выйти',
  isHere: 'на месте',
  isAway: 'не на месте',
} satisfies Messages;
