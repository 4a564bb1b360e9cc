import type { Messages } from './en.ts';

export default {
  title: 'Метки',
  find: 'Найдите метку или введите новую',
  make: 'Новая метка: {tag}',
  none: 'Меток пока нет. Введите первую и нажмите Enter.',
} satisfies Messages;
