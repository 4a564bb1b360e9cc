import type { Messages } from './en.ts';

export default {
  browser: 'Хөтөч',
  cameBy: 'Хаанаас',
  direct: 'хаягаар эсвэл хавчуургаар',
  lastPage: 'Сүүлийн хуудас',
  page: 'Байгаа хуудас',
  phone: 'Утас',
  theirTime: 'Зочны цаг',
  visits: 'Үзсэн хуудсууд',
  before: 'Өмнө нь',
  attributes: 'Сайтаас ирсэн',
} satisfies Messages;
