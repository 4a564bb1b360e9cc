import type { MessagesOf } from '../../../../shell/locale.ts';

const en = {
  somebody: 'Somebody',
  opened: '{who} has a complaint: {about}',
  again: '{who} is not content: “{about}” is open again',
  given: 'You deal with a complaint of {who}: {about}',
  untaken: 'Nobody deals with the complaint of {who}: {about}',
  late: 'The complaint of {who} is late: {about}',
};
export default en;
export type Messages = MessagesOf<typeof en>;
