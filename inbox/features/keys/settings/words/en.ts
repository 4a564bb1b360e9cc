import type { MessagesOf } from '../../../../shell/locale.ts';

const en = {
  keys: 'Keys',
  keysLead:
    'Programs of your own come in by a key: a till, a telephone system, a shop. Each has one of its own, and it opens no more than you choose.',
  docs: 'What they can do',
  noKeys: 'No program has a key yet.',
  name: 'Whose key',
  nameHint: 'The program that gets it, such as “Till in Darkhan”.',
  scopes: 'What it opens',
  scopesNone: 'Choose at least one.',
  make: 'Make a key',
  once: 'Give this key to the program now. It is shown only this once.',
  keyOf: 'Key of {name}',
  madeAt: 'made {time}',
  usedAt: 'last used {time}',
  neverUsed: 'never used',
  revoke: 'Revoke',
  revokeSure: 'The program is locked out at once. Press once more to revoke the key.',
  revoked: 'The key opens nothing any more.',
  webhooks: 'Webhooks of the whole business',
  scopeContacts: 'People: read and change',
  scopePurchases: 'Purchases',
  scopeComplaints: 'Complaints',
  scopeCalls: 'Calls',
  scopeStages: 'Stages of the funnel',
  refusedFull:
    'There are as many keys as anybody can keep track of. Revoke one that is not needed, then make this one.',
  scopeBookings: 'Services, staff and bookings',
};
export default en;
export type Messages = MessagesOf<typeof en>;
