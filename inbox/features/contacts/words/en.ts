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
};
export default en;
export type Messages = MessagesOf<typeof en>;
