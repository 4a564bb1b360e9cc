import type { Messages } from './en.ts';

export default {
  ratedChat: 'تقييم الدردشة: {score} من 5',
  ratedCall: 'تقييم المكالمة: {score} من 5',
  ratedVisit: 'تقييم الزيارة: {score} من 5',
  low: 'منخفض',
  with: 'مع {name}',
} satisfies Messages;
