import type { Messages } from './en.ts';

export default {
  known: { one: '{n} хүн', other: '{n} хүн' },
} satisfies Messages;
