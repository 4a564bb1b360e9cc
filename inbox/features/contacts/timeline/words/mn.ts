import type { Messages } from './en.ts';

export default {
  note: 'Тэмдэглэл',
  by: '{name} бичсэн',
} satisfies Messages;
