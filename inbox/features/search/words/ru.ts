import type { Messages } from './en.ts';

export default {
  searchLabel: 'Поиск по людям и сообщениям',
  searchClear: 'Очистить поиск',
} satisfies Messages;
