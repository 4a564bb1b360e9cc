import type { Messages } from './en.ts';

export default {
  left: 'Ушли из-за плохого обслуживания',
  hot: 'Вот-вот купят',
  short_hot: 'Вот-вот купят',
  short_left: 'Ушли от нас',
  comes_back: 'Вернётся',
  thinks: 'Думает',
  no_answer: 'Не ответил',
  never: 'Больше не звонить',
  given_up: 'Не дозвонились',
  rung: 'Звонок по списку «{list}»',
  again: 'следующий звонок {time}',
  coupon: 'купон {code}',
  couponUsed: 'купон {code}, использован',
  redeem: 'Погасить купон…',
} satisfies Messages;
