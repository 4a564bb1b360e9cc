import type { Messages } from './en.ts';

export default {
  left: 'Муу үйлчилгээнээс болж явсан',
  hot: 'Авах гэж буй',
  short_hot: 'Авах гэж буй',
  short_left: 'Биднээс явсан',
  comes_back: 'Эргэж ирнэ',
  thinks: 'Бодож байна',
  no_answer: 'Хариулсангүй',
  never: 'Дахиж хэрэггүй',
  given_up: 'Холбогдож чадсангүй',
  rung: '«{list}» жагсаалтаас залгасан',
  again: 'дараагийн дуудлага {time}',
  coupon: 'купон {code}',
  couponUsed: 'купон {code}, ашигласан',
  redeem: 'Купон ашиглах…',
} satisfies Messages;
