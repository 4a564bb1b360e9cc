import type { Messages } from './en.ts';

export default {
  mine: 'Минийх',
  unassigned: 'Хариуцагчгүй',
  all: 'Бүгд',
  callbacks: 'Эргэж залгах',
  closed: 'Хаагдсан',
  emptyMine: 'Таныг хүлээсэн хүн алга. Шинэ хүн ирвэл энд гарч, хонх дуугарна.',
  emptyUnassigned: 'Хариуцагчгүй хүлээж буй хүн алга.',
  waitNobodyHere: 'Одоо оператор алга. Хүлээж буй яриа хамгийн түрүүнд ирсэн операторт оногдоно.',
  waitNobodyHasRoom:
    'Байгаа бүх оператор авах дээд тоогоороо яриатай байна. Нэг нь хаагдмагц хүлээж буй яриа оногдоно.',
  emptyAll: 'Нээлттэй яриа алга. Шинэ хүн ирвэл энд гарч, хонх дуугарна.',
  emptyCallbacks: 'Залгахаар амласан хүн алга. Хүсэлтүүд энд, хамгийн ойрынх нь дээрээ байна.',
  emptyClosed: 'Хаагдсан яриа энд хадгалагдана.',
  listFailed: 'Жагсаалтыг ачаалж чадсангүй.',
  newRows: { one: '{n} шинэ', other: '{n} шинэ' },
  you: 'Та: {text}',
  answered: 'Хариулт: {text}',
  didLeave: 'Шилжсэн',
  unread: 'Уншаагүй',
  visitorHere: 'сайт дээр байна',
  callPerson: 'Залгах: {name}',
} satisfies Messages;
