import type { Messages } from './en.ts';

export default {
  searchPeople: 'Люди',
  searchMessages: 'Сообщения',
  searchNone: 'По запросу «{query}» ничего нет. Попробуйте часть слова, телефон или адрес почты.',
  searchFound: { one: '{n} результат', few: '{n} результата', many: '{n} результатов', other: '{n} результата' },
  searchFailed: 'Не удалось загрузить список.',
} satisfies Messages;
