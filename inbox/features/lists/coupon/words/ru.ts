import type { Messages } from './en.ts';

export default {
  title: 'Погасить купон',
  code: 'Код',
  codeHint: 'Как его называет клиент, например BACK-7Q2K.',
  find: 'Найти',
  unknown: 'Такого кода никому не давали, или он вам не виден.',
  percent: 'скидка {percent} %',
  whose: 'Чей',
  what: 'На что',
  when: 'Когда',
  goodUntil: 'действует до {date}',
  ranOut: 'истёк {date}',
  usedOn: 'использован {date}',
  usedOnBy: 'использован {date}, {name}',
  markUsed: 'Отметить использованным',
  didUse: 'Купон использован: {code}',
  usedBefore: 'Он уже был использован. Ничего не изменилось.',
} satisfies Messages;
