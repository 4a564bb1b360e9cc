import type { Messages } from './en.ts';

export default {
  title: 'Хадгалсан жагсаалт',
  filter: 'Шүүлтүүр',
  filtered: 'Шүүсэн',
  empty: 'Одоогоор ийм яриа алга. Таарах нь гарвал энд харагдана.',
  gone: 'Энэ жагсаалт байхгүй болсон.',
} satisfies Messages;
