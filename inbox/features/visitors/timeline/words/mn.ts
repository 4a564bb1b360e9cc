import type { Messages } from './en.ts';

export default {
  visit: 'Зочилсон',
  pages: { one: '{n} хуудас', other: '{n} хуудас' },
  on: '{site} дээр',
  more: { one: 'бас {n}', other: 'бас {n}' },
} satisfies Messages;
