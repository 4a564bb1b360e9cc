import type { Messages } from './en.ts';

export default {
  known: { one: '{n} व्यक्ति', other: '{n} लोग' },
} satisfies Messages;
