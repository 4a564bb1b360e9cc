import type { MessagesOf } from '../../../../shell/locale.ts';

const en = {
  ratedChat: 'Rated the chat: {score} of 5',
  ratedCall: 'Rated the call: {score} of 5',
  ratedVisit: 'Rated the visit: {score} of 5',
  low: 'low',
  with: 'with {name}',
};
export default en;
export type Messages = MessagesOf<typeof en>;
