import type { Messages } from './en.ts';

export default {
  everything: 'Всё',
  talks: 'Разговоры',
  calls: 'Звонки',
  bookings: 'Записи',
  purchases: 'Покупки',
  complaints: 'Жалобы',
  stages: 'Этапы',
  notes: 'Заметки',
  visits: 'Посещения',
  show: 'Показать',
  timeline: 'Что было',
  empty: 'Пока ничего не было. Всё, что человек напишет, спросит или купит, появится здесь само.',
  emptyOfKind: 'Такого не было.',
  failed: 'Не удалось загрузить историю.',
} satisfies Messages;
