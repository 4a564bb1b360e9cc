import type { Messages } from './en.ts';

export default {
  title: 'تسليم المحادثة',
  to: 'إلى',
  note: 'ما ينبغي أن يعرفه الزميل',
  noteHint: 'يراها الزملاء ولا يراها الزائر أبدًا. ‏Ctrl+Enter للتسليم.',
  handOver: 'تسليم',
} satisfies Messages;
