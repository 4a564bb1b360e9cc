import type { Messages } from './en.ts';

export default {
  visit: 'ጉብኝት',
  pages: { one: '{n} ገጽ', other: '{n} ገጾች' },
  on: 'በ{site} ላይ',
  more: { one: 'እና {n} ተጨማሪ', other: 'እና {n} ተጨማሪ' },
} satisfies Messages;
