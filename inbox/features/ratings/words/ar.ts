import type { Messages } from './en.ts';

export default {
  askedChat: 'سؤال عن تقييم المحادثة مع {name}',
  askedCall: 'سؤال عن تقييم مكالمة {name}',
  rated: '{score} من 5 لـ {name}',
  told: 'إبلاغ المالك {names}',
  declined: 'لا رغبة في التقييم',
  lowFrom: 'تقييم منخفض: {name}',
  lowSpoken: 'تقييم منخفض: {name}.',
} satisfies Messages;
