import type { Messages } from './en.ts';

export default {
  title: 'Сохранённые подборки',
  filter: 'Фильтр',
  filtered: 'По фильтру',
  empty: 'Сейчас таких диалогов нет. Подходящие появятся здесь.',
  gone: 'Этой подборки больше нет.',
} satisfies Messages;
