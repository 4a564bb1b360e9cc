import type { Messages } from './en.ts';

export default {
  visitor: 'Зочин',
  visitorFrom: 'Зочин ({city})',
  personOf: 'Мэдээлэл: {name}',
  person: 'Зочны тухай',
  firstTime: 'анх удаа ирж байна',
  timesBefore: { one: 'өмнө нь {n} удаа ярьсан', other: 'өмнө нь {n} удаа ярьсан' },
  verified: 'Сайт хэн болохыг нь баталсан',
  factTyped: 'бичсэн, баталгаажаагүй',
  alsoTyped: 'бас бичсэн: {value}',
} satisfies Messages;
