import type { Messages } from './en.ts';

export default {
  name: 'नाम',
  phone: 'फ़ोन',
} satisfies Messages;
