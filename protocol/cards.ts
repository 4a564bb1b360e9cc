/** A person in one glance: what is known, what is open, what is promised, and what to begin with. */
import { z } from 'zod';
import { card } from './contacts.ts';
import { timelineItem } from './timeline.ts';
import { id, timestamp } from './wire/fields.ts';

/** Something that somebody waits for us to do. */
export const promise = z.discriminatedUnion('kind', [
  /** A number is to be rung, at the earliest then. */
  z.object({ kind: z.literal('callback'), conversationId: id, at: timestamp, about: z.string() }),
  /** A talk was put aside until then; null: until they write. */
  z.object({ kind: z.literal('snooze'), conversationId: id, at: timestamp.nullable(), about: z.string() }),
]);
export type CardPromise = z.infer<typeof promise>;

/** How an agent may begin, as a code and what is known: never a guess. */
export const hint = z.discriminatedUnion('hint', [
  z.object({ hint: z.literal('begin_with_complaint'), what: z.string(), at: timestamp }),
  /** A call is promised within the day, or should have been made already. */
  z.object({ hint: z.literal('promised_call'), what: z.string(), at: timestamp }),
  z.object({ hint: z.literal('low_rating'), what: z.string(), at: timestamp, score: z.number().int() }),
  /** `inDays`: 0 is today, 7 at most. */
  z.object({ hint: z.literal('birthday'), inDays: z.number().int().min(0).max(7) }),
  z.object({ hint: z.literal('ask_how_it_was'), what: z.string(), at: timestamp }),
]);
export type Hint = z.infer<typeof hint>;

const currency = z.string();
/** Minor units. */
const amount = z.number().int();

/** What the rooms that are there know of a person; left out: nothing keeps it yet. */
export const glances = z
  .object({
    purchases: z.object({
      count: z.number().int(),
      sums: z.array(z.object({ currency, total: amount, count: z.number().int() })),
      firstAt: timestamp.nullable(),
      last: z
        .looseObject({ at: timestamp, currency, total: amount, lines: z.array(z.looseObject({ name: z.string() })) })
        .nullable(),
      usual: z.string().nullable(),
    }),
    complaints: z.object({
      open: z.number().int(),
      /** Those that are open, oldest first. */
      complaints: z.array(
        z.looseObject({
          about: z.looseObject({ name: z.string() }),
          asked: z.string(),
          createdAt: timestamp,
          untilAt: timestamp.nullable(),
        }),
      ),
    }),
    stage: z.object({
      stage: z.looseObject({ id: z.string(), kind: z.enum(['open', 'won', 'lost']), name: z.string() }).nullable(),
      since: timestamp.nullable(),
    }),
  })
  .partial();
export type Glances = z.infer<typeof glances>;

/** All that is known of a person and of what is between us, in one glance. */
export const cardAnswer = z.object({
  card,
  /** When the desk first heard of them. */
  since: timestamp,
  /** When they were last here or said something; null: never. */
  heardAt: timestamp.nullable(),
  /** Their newest conversation that the agent sees; null: none. */
  conversationId: id.nullable(),
  /** The earliest first. */
  promises: z.array(promise),
  hints: z.array(hint),
  glances,
  /** How many others may be the same person. */
  suggestions: z.number().int().nonnegative(),
});
export type CardAnswer = z.infer<typeof cardAnswer>;

/** What an agent wrote on the card, in the timeline. */
export const noteItem = timelineItem.extend({ kind: z.literal('note'), text: z.string(), byName: z.string() });
export type NoteItem = z.infer<typeof noteItem>;
