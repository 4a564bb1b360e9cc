import type { Messages } from './en.ts';

export default {
  visitor: 'Посетитель',
  visitorFrom: 'Посетитель ({city})',
  personOf: 'Сведения: {name}',
  person: 'О человеке',
  firstTime: 'здесь впервые',
  timesBefore: {
    one: 'раньше был {n} диалог',
    few: 'раньше было {n} диалога',
    many: 'раньше было {n} диалогов',
    other: 'раньше было {n} диалога',
  },
  verified: 'Личность подтверждена сайтом',
  factTyped: 'введено, не подтверждено',
  alsoTyped: 'также введено: {value}',
} satisfies Messages;
