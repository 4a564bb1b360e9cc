import type { MessagesOf } from '../../../../shell/locale.ts';

const en = {
  asked: 'Asked for a call',
  pending: 'promised: {time}',
  late: 'late: {time}',
  reached: 'spoken with',
  wrongNumber: 'wrong number',
  cancelled: 'called off',
  missed: 'never reached',
  tries: { one: '{n} try', other: '{n} tries' },
};
export default en;
export type Messages = MessagesOf<typeof en>;
