import type { Messages } from './en.ts';

export default {
  browser: 'Браузер',
  cameBy: 'Источник',
  direct: 'адрес или закладка',
  lastPage: 'Последняя',
  page: 'Страница',
  phone: 'Телефон',
  theirTime: 'Местное время',
  visits: 'Просмотренные страницы',
  before: 'Раньше',
  attributes: 'Данные сайта',
} satisfies Messages;
