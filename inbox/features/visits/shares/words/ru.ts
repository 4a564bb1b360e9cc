import type { Messages } from './en.ts';

const ru: Messages = {
  whoDid: 'Кто выполнил',
  unsaidBooking: 'Все сотрудники записи',
  unsaidSeller: 'Кто продаёт',
  employee: 'Сотрудник',
  percentOf: 'Процент: {name}',
  oneMore: 'Ещё один человек',
  without: 'Убрать: {name}',
  sharesWanted: 'Нужны целые проценты, всего 100, и никто дважды.',
};
export default ru;
