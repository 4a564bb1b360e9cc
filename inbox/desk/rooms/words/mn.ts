import type { Messages } from './en.ts';

const mn: Messages = {
  customers: 'Үйлчлүүлэгчид',
  people: 'Бүгд',
  funnel: 'Юүлүүр',
  lists: 'Жагсаалт',
  complaints: 'Гомдол',
  calls: 'Дуудлага',
  shop: 'Дэлгүүр',
  book: 'Захиалгын дэвтэр',
};
export default mn;
