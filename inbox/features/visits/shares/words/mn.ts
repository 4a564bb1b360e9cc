import type { Messages } from './en.ts';

const mn: Messages = {
  whoDid: 'Хэн хийсэн',
  unsaidBooking: 'Захиалгын бүх ажилтан',
  unsaidSeller: 'Борлуулж буй хүн',
  employee: 'Ажилтан',
  percentOf: '{name}: хувь',
  oneMore: 'Дахин нэг хүн',
  without: '{name}: хасах',
  sharesWanted: 'Нийлээд 100 болох бүхэл хувь хэрэгтэй, хэн ч хоёр удаа орохгүй.',
};
export default mn;
