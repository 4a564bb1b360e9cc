import type { MessagesOf } from '../../../../shell/locale.ts';

const en = {
  soon: 'In 3 hours',
  tomorrow: 'Tomorrow morning',
  monday: 'On Monday',
  untilWritten: 'Until they write',
  other: 'Another time, by your clock',
  snooze: 'Snooze',
  past: 'This time has passed. Choose a later one.',
  hint: 'It comes back by itself, and at once when the person writes.',
};
export default en;
export type Messages = MessagesOf<typeof en>;
