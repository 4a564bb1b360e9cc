import type { Messages } from './en.ts';

const mn: Messages = {
  hint: 'Утас эсвэл и-мэйл нь аль хэдийн мэдэгдэж байвал тэр хүний карт нээгдэнэ.',
  wanted: 'Утас эсвэл и-мэйл хэрэгтэй.',
};
export default mn;
