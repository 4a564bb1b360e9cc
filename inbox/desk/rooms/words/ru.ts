import type { Messages } from './en.ts';

const ru: Messages = {
  customers: 'Клиенты',
  people: 'Все',
  funnel: 'Воронка',
  lists: 'Списки',
  complaints: 'Жалобы',
  calls: 'Звонки',
  shop: 'Салон',
  book: 'Журнал записи',
};
export default ru;
