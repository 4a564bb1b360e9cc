import type { MessagesOf } from '../../../../shell/locale.ts';

const en = {
  hint: 'Whose number or e-mail is known already has a card: then that one opens.',
  wanted: 'A number or an e-mail is needed.',
};
export default en;
export type Messages = MessagesOf<typeof en>;
