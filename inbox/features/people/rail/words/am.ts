import type { Messages } from './en.ts';

export default {
  known: { one: '{n} ሰው', other: '{n} ሰዎች' },
} satisfies Messages;
