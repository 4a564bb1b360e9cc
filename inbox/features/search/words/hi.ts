import type { Messages } from './en.ts';

export default {
  searchLabel: 'लोग और संदेश खोजें',
  searchClear: 'खोज मिटाएँ',
} satisfies Messages;
