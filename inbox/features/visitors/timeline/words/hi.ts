import type { Messages } from './en.ts';

export default {
  visit: 'साइट पर आए',
  pages: { one: '{n} पेज', other: '{n} पेज' },
  on: '{site} पर',
  more: { one: 'और {n}', other: 'और {n}' },
} satisfies Messages;
