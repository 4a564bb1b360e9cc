import type { MessagesOf } from '../../../shell/locale.ts';

const en = {
  left: 'Left us for bad service',
  hot: 'About to buy',
  comes_back: 'Comes back',
  thinks: 'Thinks about it',
  no_answer: 'No answer',
  never: 'Never again',
  given_up: 'Given up',
  rung: 'Called from the list “{list}”',
  again: 'next call {time}',
  coupon: 'coupon {code}',
};
export default en;
export type Messages = MessagesOf<typeof en>;
