import type { MessagesOf } from '../../../shell/locale.ts';

const en = {
  title: 'Snooze',
  until: 'snoozed: {time}',
  untilAnswer: 'snoozed until they write',
};
export default en;
export type Messages = MessagesOf<typeof en>;
