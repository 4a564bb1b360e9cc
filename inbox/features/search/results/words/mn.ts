import type { Messages } from './en.ts';

export default {
  searchPeople: 'Хүмүүс',
  searchMessages: 'Зурвасууд',
  searchNone: '«{query}» олдсонгүй. Үгийн хэсэг, утасны дугаар эсвэл имэйлээр хайж үзнэ үү.',
  searchFound: { one: '{n} илэрц', other: '{n} илэрц' },
  searchFailed: 'Жагсаалтыг ачаалж чадсангүй.',
} satisfies Messages;
