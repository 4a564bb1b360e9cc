import type { MessagesOf } from '../../../../shell/locale.ts';

const en = {
  privacy: 'Personal data',
  exportPage: 'Export as a page',
  exportData: 'Export for programs',
  erase: 'Erase this person…',
  eraseTitle: 'Erase {name} for good?',
  eraseLead:
    'Everything they said goes: conversations, calls, files, and what still waits to be delivered. Their open pages start empty. Nobody can bring it back. You get a receipt.',
  eraseForGood: 'Erase for good',
  didErase: 'Erased. Receipt {receipt} is under Settings, Privacy.',
};
export default en;
export type Messages = MessagesOf<typeof en>;
