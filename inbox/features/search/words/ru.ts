import type { Messages } from './en.ts';

export default {
  searchLabel: 'Поиск людей и сообщений',
  searchClear: 'Очистить поиск',
} satisfies Messages;
