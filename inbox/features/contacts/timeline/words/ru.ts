import type { Messages } from './en.ts';

export default {
  note: 'Заметка',
  by: 'от {name}',
} satisfies Messages;
