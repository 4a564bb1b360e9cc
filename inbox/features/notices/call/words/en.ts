import type { MessagesOf } from '../../../../shell/locale.ts';

const en = {
  newFrom: 'New message from {name}',
  notArrived: 'An answer to {name} did not arrive',
  complaint: 'A complaint needs you',
};
export default en;
export type Messages = MessagesOf<typeof en>;
