import type { Messages } from './en.ts';

export default {
  gone: { zero: 'لا ملغى', one: 'ملغى واحد', two: 'ملغيان', few: '{n} ملغاة', many: '{n} ملغى', other: '{n} ملغى' },
  reason: 'سبب الإلغاء',
  reasonHint: 'إن أردت. يبقى لدى المكتب.',
  takeBack: 'إعادة الحجز',
  prepaid: 'دُفع',
  pay_asking: 'يُسأل عن الدفع',
  pay_awaited: 'يُدفع حتى {time}',
  pay_paid: 'دُفع مقدّمًا',
  pay_unasked: 'تعذّر السؤال عن الدفع',
  pay_lapsed: 'لم يُدفع في الوقت المحدد',
} satisfies Messages;
