import type { MessagesOf } from '../../../../shell/locale.ts';

const en = {
  searchPeople: 'People',
  searchMessages: 'Messages',
  searchNone: 'Nothing found for “{query}”. Try a part of a word, a phone number or an e-mail.',
  searchFound: { one: '{n} result', other: '{n} results' },
  searchFailed: 'The list could not be loaded.',
};
export default en;
export type Messages = MessagesOf<typeof en>;
