import type { ConsentChannel, IdentityKind, IdentitySource, MergeReason } from '../../../../../protocol/contacts.ts';
import type { TextKey } from '../../../../shell/locale.ts';
import type { Messages } from './words/en.ts';

type Key = TextKey<Messages>;

const MESSENGERS = {
  telegram: 'telegram',
  whatsapp: 'whatsapp',
  facebook: 'facebook',
  instagram: 'instagram',
  viber: 'viber',
  max: 'max',
} as const;

export const KINDS: Record<IdentityKind, Key> = {
  phone: 'phone',
  email: 'email',
  ...MESSENGERS,
  external: 'external',
};

/** In the order in which a card shows them. */
export const ALL_KINDS = Object.keys(KINDS) as IdentityKind[];

/** By which door something came. */
export const SOURCES: Record<IdentitySource, Key> = {
  typed: 'typed',
  signed: 'signed',
  agent: 'byAgent',
  mail: 'byMail',
  call: 'byCall',
  messenger: 'byMessenger',
  import: 'byImport',
  purchase: 'byPurchase',
  api: 'byProgram',
};

export const CHANNELS: Record<ConsentChannel, Key> = {
  sms: 'sms',
  email: 'email',
  phone: 'calls',
  ...MESSENGERS,
};

export const ALL_CHANNELS = Object.keys(CHANNELS) as ConsentChannel[];

export const REASONS: Record<MergeReason, Key> = {
  agent: 'joinedByHand',
  number: 'joinedByNumber',
  mail: 'joinedByMail',
  account: 'joinedByAccount',
};
