import type { Messages } from './en.ts';

export default {
  known: { one: '{n} человек', few: '{n} человека', many: '{n} человек', other: '{n} человека' },
} satisfies Messages;
