/** What keeps robots out of the desk without losing a person: quarantine, its rules by name, and an owner's settings. */
import { z } from 'zod';
import { seq, timestamp } from './wire/fields.ts';

/**
 * Why something is held, by name, in the order in which the inbox says it. What each is worth is the server's own
 * business (`features/spam/rules.ts`); `agent` is a person who pressed "Spam", `automatic` a mail that a program wrote.
 */
export const spamRule = z.enum([
  'agent',
  'automatic',
  'trap',
  'blocked',
  'known_sender',
  'premium_number',
  'foreign_number',
  'busy_number',
  'unproven',
  'probe',
  'markup',
  'only_links',
  'links',
  'link_in_name',
  'advert',
  'learned',
  'repeated',
  'script',
  'tongue',
  'template',
  'mixed_letters',
  'gibberish',
  'same_fields',
  'no_stamp',
  'too_fast',
  'too_old',
  'busy_network',
]);
export type SpamRule = z.infer<typeof spamRule>;

/** Why and since when a conversation is in quarantine. */
export const heldMark = z.object({
  rules: z.array(spamRule),
  at: timestamp,
  /** Number of the first entry of which nobody was told outside the quarantine. */
  fromSeq: seq.min(1),
});
export type HeldMark = z.infer<typeof heldMark>;

export const spamEvents = [
  /** Somebody pressed "Spam". */
  z.object({ kind: z.literal('event'), event: z.literal('held') }),
  /** It came out again: by an agent's "Not spam", or by itself once its page had done the work. `rules` had held it. */
  z.object({ kind: z.literal('event'), event: z.literal('released'), rules: z.array(spamRule) }),
] as const;

/** One thing that an owner never wants to see on the desk. */
export const spamBlock = z.object({
  /** `address`: an IP address or a network such as `203.0.113.0/24`. `number`: digits that a number begins with. */
  kind: z.enum(['address', 'number', 'word', 'country']),
  value: z.string().trim().min(1).max(100),
});
export type SpamBlock = z.infer<typeof spamBlock>;

/** What an owner may set for a site. */
export const spamSettings = z.object({
  /** When pages of new visitors are asked for a little work: under pressure, for everybody, for nobody. */
  work: z.enum(['auto', 'always', 'never']),
  /** Countries (ISO 3166) whose numbers are welcome; empty: all. */
  countries: z.array(z.string().regex(/^[A-Z]{2}$/)).max(250),
  blocks: z.array(spamBlock).max(200),
});
export type SpamSettings = z.infer<typeof spamSettings>;

export const SPAM_DEFAULTS: SpamSettings = { work: 'auto', countries: [], blocks: [] };

/** What became of what was held, of one day (UTC) or of one rule. */
const spamFigure = z.object({ held: seq, released: seq });

/** Of the last thirty days. */
export const spamFigures = z.object({
  held: seq,
  released: seq,
  /** Whether pages of new visitors are asked for work now. */
  isUnderPressure: z.boolean(),
  byRule: z.array(spamFigure.extend({ rule: spamRule })),
  /** Oldest first, without holes; `day` is the date in UTC. */
  days: z.array(spamFigure.extend({ day: z.iso.date() })),
});
export type SpamFigures = z.infer<typeof spamFigures>;

/** A challenge of ALTCHA; whoever finds the number below `maxnumber` behind `challenge` has done the work. */
export const workChallenge = z.object({
  algorithm: z.string(),
  challenge: z.string(),
  maxnumber: z.number().int(),
  salt: z.string(),
  signature: z.string(),
});
export type WorkChallenge = z.infer<typeof workChallenge>;

/** Asks the page for some work, after what it sent was kept and acked. Whoever does not know it may pass over it. */
export const workAsked = z.object({ type: z.literal('work.asked'), work: workChallenge });

/** ALTCHA's payload: the challenge with its number, as base64 of JSON. */
export const workDone = z.object({ payload: z.string().max(2000) });
