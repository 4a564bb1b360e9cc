import type { Messages } from './en.ts';

export default {
  inbox: 'Ирсэн хүсэлт',
  views: 'Хэсгүүд',
  desk: 'Ажлын талбар',
  settings: 'Тохиргоо',
  allSites: 'Бүх сайт',
  site: 'Сайт',
  skipToThread: 'Яриа руу очих',
  viewWithCount: { one: '{view}, {n} яриа', other: '{view}, {n} яриа' },
  shortcuts: 'Гарын товчлол',
  linkLost: 'Холболт тасарлаа, өөрөө сэргэнэ. Бичсэн зүйл тань хадгалагдаж, дараа нь илгээгдэнэ.',
  linkBack: 'Холболт сэргэлээ.',
  storeAway: 'Deskbell одоогоор юу ч хадгалж чадахгүй байна. Бичсэн зүйл тань энд үлдэж, боломжтой болмогц илгээгдэнэ.',
  notDurable: 'Энэ хөтөч юу ч хадгалахгүй байна. Зурвас илгээгдэж дуустал хуудсыг бүү хаагаарай.',
} satisfies Messages;
