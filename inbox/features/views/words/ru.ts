import type { Messages } from './en.ts';

export default {
  mine: 'Мои',
  unassigned: 'Без оператора',
  all: 'Все',
  callbacks: 'Звонки',
  closed: 'Закрыто',
  emptyMine: 'Вас никто не ждёт. Новые люди появятся здесь, и вы услышите звонок.',
  emptyUnassigned: 'Никто не ждёт без оператора.',
  waitNobodyHere: 'Операторов сейчас нет. Ожидающие диалоги достанутся первому, кто появится.',
  waitNobodyHasRoom:
    'У всех, кто на месте, уже предельное число диалогов. Ожидающие распределятся, когда один из них закроют.',
  emptyAll: 'Открытых диалогов нет. Новые люди появятся здесь, и вы услышите звонок.',
  emptyCallbacks: 'Звонков никто не ждёт. Заявки появятся здесь, ближайшая сверху.',
  emptyClosed: 'Здесь хранятся закрытые диалоги.',
  listFailed: 'Не удалось загрузить список.',
  newRows: { one: '{n} новый', few: '{n} новых', many: '{n} новых', other: '{n} новых' },
  you: 'Вы: {text}',
  answered: 'Ответ: {text}',
  didLeave: 'Перенесён',
  unread: 'Не прочитано',
  visitorHere: 'на сайте',
  callPerson: 'Позвонить: {name}',
} satisfies Messages;
