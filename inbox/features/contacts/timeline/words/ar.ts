import type { Messages } from './en.ts';

export default {
  note: 'ملاحظة',
  by: 'بقلم {name}',
} satisfies Messages;
