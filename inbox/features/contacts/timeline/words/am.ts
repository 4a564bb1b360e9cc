import type { Messages } from './en.ts';

export default {
  note: 'ማስታወሻ',
  by: 'በ{name}',
} satisfies Messages;
