import type { Messages } from './en.ts';

export default {
  name: 'Имя',
  phone: 'Телефон',
} satisfies Messages;
