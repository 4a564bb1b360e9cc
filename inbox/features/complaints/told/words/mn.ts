import type { Messages } from './en.ts';

const mn: Messages = {
  somebody: 'Хэн нэгэн',
  opened: '{who} гомдол гаргалаа: {about}',
  again: '{who} сэтгэл ханаагүй, гомдол дахин нээгдлээ: {about}',
  given: '{who} гаргасан гомдлыг та хариуцна: {about}',
  untaken: '{who} гаргасан гомдлыг хэн ч хариуцаагүй байна: {about}',
  late: '{who} гаргасан гомдлын хугацаа хэтэрлээ: {about}',
};
export default mn;
