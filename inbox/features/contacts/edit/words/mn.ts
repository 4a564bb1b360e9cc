import type { Messages } from './en.ts';

export default {
  name: 'Нэр',
  phone: 'Утас',
} satisfies Messages;
