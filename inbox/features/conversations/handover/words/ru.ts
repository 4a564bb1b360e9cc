import type { Messages } from './en.ts';

export default {
  title: 'Передать диалог',
  to: 'Кому',
  note: 'Что стоит знать',
  noteHint: 'Видят только коллеги, посетитель — никогда. Ctrl+Enter передаёт.',
  handOver: 'Передать',
} satisfies Messages;
