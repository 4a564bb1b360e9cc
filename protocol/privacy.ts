/** What a site keeps of people and how long, and what becomes of one of them who asks. */
import { z } from 'zod';
import { id, timestamp } from './wire/fields.ts';

/** Kinds of records that a person leaves: what an export holds and an erasure takes away. */
export const PERSONAL_KINDS = [
  'contacts',
  'contactMerges',
  'importPeople',
  'visitors',
  'conversations',
  'entries',
  'mails',
  'files',
  'callbacks',
  'calls',
  'ratings',
  'purchases',
  'complaints',
  'bookings',
  'waits',
  'stageMoves',
  'listEntries',
  'listCalls',
  'loyaltyRows',
  'visitRows',
  'loyaltyPeople',
  'redemptions',
  'deliveries',
] as const;
export type PersonalKind = (typeof PERSONAL_KINDS)[number];

/** Days after which something goes by itself; null: never. Ten years are as good as never. */
const days = z.number().int().min(1).max(3_650).nullable();

/** How long a site keeps what. */
export const retention = z.object({
  /** Closed conversations, with all that was said, counted from their last entry. */
  conversations: days,
  /** What was held as spam and nobody released, counted in the same way. */
  held: days,
  /** Number, name and topic of callbacks that have ended, and of whom calls were, counted from their time. */
  callbacks: days,
  /** Pages, browser and referrer of visitors, counted from when they were seen last. */
  trails: days,
  /** People without a conversation, counted from when they were seen last. */
  contacts: days,
  /** What could not be delivered, counted from when it was written. */
  deliveries: z.number().int().min(1).max(30),
});
export type Retention = z.infer<typeof retention>;
export type RetentionKind = keyof Retention;

/** A new site's: what was said stays, what was held goes after a quarter of a year, what nobody needs after a month. */
export const FIRST_RETENTION: Retention = {
  conversations: null,
  held: 90,
  callbacks: null,
  trails: null,
  contacts: 30,
  deliveries: 30,
};

/** The receipt of an erasure. It holds no word of the person: `contactId` is an opaque id that opens nothing any more. */
export const erasure = z.object({
  id,
  /** Where they came in first; null: by no site. */
  siteId: id.nullable(),
  contactId: id,
  at: timestamp,
  /** The owner who did it. */
  by: z.object({ id, name: z.string() }),
  /** How many records of each kind are gone. */
  counts: z.record(z.string(), z.number().int()),
});
export type Erasure = z.infer<typeof erasure>;

export const erasuresQuery = z.object({
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
export const erasuresAnswer = z.object({ erasures: z.array(erasure), cursor: z.string().nullable() });
export type ErasuresAnswer = z.infer<typeof erasuresAnswer>;

/** Typed by the owner as the second step: whoever erases by mistake has no way back. */
export const erasureAsk = z.object({ confirm: z.literal('erase') });

/** A conversation is gone, with all that was said in it: pages drop it. */
export const conversationErased = z.object({ type: z.literal('conversation.erased'), conversationId: id });
