import type { MessagesOf } from '../../../../shell/locale.ts';

const en = {
  gone: { one: '{n} cancelled', other: '{n} cancelled' },
  reason: 'Reason for cancelling',
  reasonHint: 'If you like. It stays with the desk.',
  takeBack: 'Take the booking back',
  prepaid: 'It is paid',
  pay_asking: 'Asking about the payment',
  pay_awaited: 'To be paid by {time}',
  pay_paid: 'Paid in advance',
  pay_unasked: 'Payment could not be asked for',
  pay_lapsed: 'Not paid in time',
};
export default en;
export type Messages = MessagesOf<typeof en>;
