import type { MessagesOf } from '../../../shell/locale.ts';

const en = {
  left: 'Left us for bad service',
  hot: 'About to buy',
  short_hot: 'Hot',
  short_left: 'Left us',
  comes_back: 'Comes back',
  thinks: 'Thinks about it',
  no_answer: 'No answer',
  never: 'Never again',
  given_up: 'Given up',
  rung: 'Called from the list “{list}”',
  again: 'next call {time}',
  coupon: 'coupon {code}',
  couponUsed: 'coupon {code}, used',
  redeem: 'Redeem a coupon…',
};
export default en;
export type Messages = MessagesOf<typeof en>;
