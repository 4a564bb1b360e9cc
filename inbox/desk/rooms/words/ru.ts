import type { Messages } from './en.ts';

const ru: Messages = {
  customers: 'Клиенты',
  shop: 'Магазин',
  people: 'Все',
  funnel: 'Воронка',
  lists: 'Списки',
  complaints: 'Жалобы',
  calls: 'Звонки',
  counter: 'Касса',
  book: 'Журнал записи',
  visits: 'Визиты',
};
export default ru;
