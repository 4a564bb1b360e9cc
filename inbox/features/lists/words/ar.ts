import type { Messages } from './en.ts';

export default {
  left: 'تركونا بسبب سوء الخدمة',
  hot: 'على وشك الشراء',
  short_hot: 'على وشك الشراء',
  short_left: 'تركونا',
  comes_back: 'سيعود',
  thinks: 'يفكر في الأمر',
  no_answer: 'لا جواب',
  never: 'لا اتصال بعد الآن',
  given_up: 'تعذّر الوصول إليه',
  rung: 'مكالمة من قائمة «{list}»',
  again: 'المكالمة التالية {time}',
  coupon: 'قسيمة {code}',
  couponUsed: 'القسيمة {code}، مستعملة',
  redeem: 'استعمال قسيمة…',
} satisfies Messages;
