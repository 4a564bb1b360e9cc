import type { Messages } from './en.ts';

export default {
  left: 'Муу үйлчилгээнээс болж явсан',
  hot: 'Авах гэж буй',
  comes_back: 'Эргэж ирнэ',
  thinks: 'Бодож байна',
  no_answer: 'Хариулсангүй',
  never: 'Дахиж хэрэггүй',
  given_up: 'Холбогдож чадсангүй',
  rung: '«{list}» жагсаалтаас залгасан',
  again: 'дараагийн дуудлага {time}',
  coupon: 'купон {code}',
} satisfies Messages;
