import type { Messages } from './en.ts';

export default {
  title: 'Дурдсан',
  unread: { one: 'Дурдсан, {n} уншаагүй', other: 'Дурдсан, {n} уншаагүй' },
  empty: 'Таныг дурдсан тэмдэглэл одоогоор алга.',
  colleagues: 'Хамт олон',
  colleague: 'хамтрагч',
  mentionedBy: '{name} таныг дурдлаа',
  spoken: '{name} таныг тэмдэглэлд дурдлаа: {words}',
  by: '{name}: {words}',
} satisfies Messages;
