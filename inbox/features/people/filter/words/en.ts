import type { MessagesOf } from '../../../../shell/locale.ts';

const en = {
  any: 'Any',
  known: 'Known',
  unknown: 'Unknown',
  last: { one: 'in the last {n} day', other: 'in the last {n} days' },
  notFor: { one: 'not for {n} day', other: 'not for {n} days' },
  atLeast: '{what}, at least',
  from: '{what}, from',
  sumAtLeast: 'Sum, at least ({currency})',
  open: 'Open ones',
  none: 'None',
  consentBy: 'May be written to by',
  viewNameHint: 'With a name it is kept among your filters.',
  didRemove: 'Filter removed: {name}',
};
export default en;
export type Messages = MessagesOf<typeof en>;
