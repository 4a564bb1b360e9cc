import type { Messages } from './en.ts';

export default {
  title: 'Шошго',
  find: 'Шошго хайх эсвэл шинээр бичих',
  make: 'Шинэ шошго: {tag}',
  none: 'Шошго алга. Нэгийг бичээд Enter дарна уу.',
} satisfies Messages;
