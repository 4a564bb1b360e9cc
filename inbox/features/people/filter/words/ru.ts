import type { Messages } from './en.ts';

const ru: Messages = {
  any: 'Любой',
  known: 'Есть',
  unknown: 'Нет',
  last: {
    one: 'за последний {n} день',
    few: 'за последние {n} дня',
    many: 'за последние {n} дней',
    other: 'за последние {n} дня',
  },
  notFor: {
    one: '{n} день и больше назад',
    few: '{n} дня и больше назад',
    many: '{n} дней и больше назад',
    other: '{n} дня и больше назад',
  },
  atLeast: '{what}, не меньше',
  from: '{what}, не раньше',
  sumAtLeast: 'Сумма, не меньше ({currency})',
  open: 'Есть',
  none: 'Нет',
  consentBy: 'Можно писать через',
  viewNameHint: 'С названием фильтр останется среди ваших.',
  didRemove: 'Фильтр удалён: {name}',
};
export default ru;
