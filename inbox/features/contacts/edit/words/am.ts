import type { Messages } from './en.ts';

export default {
  name: 'ስም',
  phone: 'ስልክ',
} satisfies Messages;
