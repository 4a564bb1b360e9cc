import type { Messages } from './en.ts';

export default {
  everything: 'Бүгд',
  talks: 'Яриа',
  calls: 'Дуудлага',
  bookings: 'Цаг захиалга',
  purchases: 'Худалдан авалт',
  complaints: 'Гомдол',
  stages: 'Шатлал',
  notes: 'Тэмдэглэл',
  visits: 'Үзсэн хуудас',
  show: 'Харуулах',
  timeline: 'Болсон явдал',
  empty: 'Одоогоор юу ч болоогүй. Бичсэн, асуусан, авсан бүхэн энд өөрөө гарч ирнэ.',
  emptyOfKind: 'Ийм зүйл алга.',
  failed: 'Түүхийг ачаалж чадсангүй.',
} satisfies Messages;
