import type { Messages } from './en.ts';

export default {
  title: 'እርስዎ የተጠቀሱባቸው',
  unread: { one: 'እርስዎ የተጠቀሱባቸው፣ {n} ያልተነበበ', other: 'እርስዎ የተጠቀሱባቸው፣ {n} ያልተነበቡ' },
  empty: 'እርስዎን የጠቀሰ ማስታወሻ እስካሁን የለም።',
  colleagues: 'ባልደረቦች',
  colleague: 'ባልደረባ',
  mentionedBy: '{name} እርስዎን ጠቅሰዋል',
  spoken: '{name} በማስታወሻ እርስዎን ጠቅሰዋል፦ {words}',
  by: '{name}፦ {words}',
} satisfies Messages;
