import type { Messages } from './en.ts';

export default {
  title: 'Упоминания',
  unread: {
    one: 'Упоминания, {n} непрочитанное',
    few: 'Упоминания, {n} непрочитанных',
    many: 'Упоминания, {n} непрочитанных',
    other: 'Упоминания, {n} непрочитанных',
  },
  empty: 'Вас ещё не упоминали в заметках.',
  colleagues: 'Коллеги',
  colleague: 'коллега',
  mentionedBy: 'Вас упоминает {name}',
  spoken: '{name} упоминает вас в заметке: {words}',
  by: '{name}: {words}',
} satisfies Messages;
