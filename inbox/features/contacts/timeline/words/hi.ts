import type { Messages } from './en.ts';

export default {
  note: 'नोट',
  by: '{name} का',
} satisfies Messages;
