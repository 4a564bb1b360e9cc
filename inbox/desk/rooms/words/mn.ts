import type { Messages } from './en.ts';

const mn: Messages = {
  customers: 'Үйлчлүүлэгчид',
  shop: 'Дэлгүүр',
  people: 'Бүгд',
  funnel: 'Юүлүүр',
  lists: 'Жагсаалт',
  complaints: 'Гомдол',
  calls: 'Дуудлага',
  counter: 'Касс',
  book: 'Захиалгын дэвтэр',
  visits: 'Үйлчлүүлэлт',
};
export default mn;
