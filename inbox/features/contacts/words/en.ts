import type { MessagesOf } from '../../../shell/locale.ts';

const en = {
  visitor: 'Visitor',
  visitorFrom: 'Visitor from {city}',
  personOf: 'About {name}',
  person: 'Person',
  firstTime: 'first time here',
  timesBefore: { one: '{n} conversation before', other: '{n} conversations before' },
  verified: 'Identity confirmed by the site',
  factTyped: 'typed, not confirmed',
  alsoTyped: 'also typed: {value}',
  phone: 'Phone',
  theirTime: 'Their time',
  page: 'On page',
  lastPage: 'Last page',
  cameBy: 'Came from',
  direct: 'typed or bookmarked',
  browser: 'Browser',
  visits: 'Pages seen',
  before: 'Before',
  attributes: 'From the site',
};
export default en;
export type Messages = MessagesOf<typeof en>;
