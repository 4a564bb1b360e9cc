import type { Messages } from './en.ts';

export default {
  title: 'الوسوم',
  find: 'ابحث عن وسم أو اكتب وسمًا جديدًا',
  make: 'وسم جديد: {tag}',
  none: 'لا وسوم بعد. اكتب وسمًا واضغط Enter.',
} satisfies Messages;
