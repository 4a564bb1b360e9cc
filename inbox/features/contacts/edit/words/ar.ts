import type { Messages } from './en.ts';

export default {
  name: 'الاسم',
  phone: 'الهاتف',
} satisfies Messages;
