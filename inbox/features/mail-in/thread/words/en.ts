import type { MessagesOf } from '../../../../shell/locale.ts';

const en = {
  noSubject: '(no subject)',
  knownAddress: 'We know this address, but nobody has proven that it is the same person.',
  leftOut: 'Not taken here: {names}',
  whole: 'The whole mail',
  wholeFailed: 'The mail could not be loaded.',
  cut: 'It goes on; only the beginning is kept.',
  returned: 'This answer did not reach {address}: the mail came back',
  returnedNobody: 'An answer did not arrive: the mail came back',
  automatic: 'A program answered for {from}: {subject}',
};
export default en;
export type Messages = MessagesOf<typeof en>;
