import type { Messages } from './en.ts';

export default {
  waitReminded: 'Долго без ответа: напоминание, {names}',
  waitOffered: 'Долго без ответа: предложено, {names}',
  waitOwner: 'Долго без ответа: сообщено владельцу, {names}',
  callReminded: 'Звонок в {time}: напоминание, {names}',
  callOffered: 'Звонок в {time} не сделан: предложено, {names}',
  callOwner: 'Звонок в {time} не сделан: сообщено владельцу, {names}',
  nextReminded: 'напоминание в {time}',
  nextOffered: 'коллегам в {time}',
  nextOwner: 'владельцу в {time}',
  sleeps: 'закрыто: отсчёт с {time}',
  offered: 'для всех',
  lateFrom: 'Ждёт ответа: {name}',
  lateCall: 'Ждёт звонка: {name}',
  lateSpoken: 'Слишком долго ждёт: {name}.',
} satisfies Messages;
