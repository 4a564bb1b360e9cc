import type { MessagesOf } from '../../../../shell/locale.ts';

const en = {
  title: 'Redeem a coupon',
  code: 'Code',
  codeHint: 'As the customer says it, such as BACK-7Q2K.',
  find: 'Look it up',
  unknown: 'Nobody was given this code, or it is not for your eyes.',
  percent: '{percent} % off',
  whose: 'Whose',
  what: 'For',
  when: 'When',
  goodUntil: 'good until {date}',
  ranOut: 'ran out on {date}',
  usedOn: 'used on {date}',
  usedOnBy: 'used on {date} by {name}',
  markUsed: 'Mark as used',
  didUse: 'Coupon used: {code}',
  usedBefore: 'It was used before. Nothing was changed.',
};
export default en;
export type Messages = MessagesOf<typeof en>;
