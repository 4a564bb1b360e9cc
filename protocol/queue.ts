/** The queue of a site: who waits for words in the chat while somebody is here, and has yet to answer. */
import { z } from 'zod';

/** Where a visitor's conversation stands in it. */
export const queuePlace = z.object({
  /** From 1 on: one more than there are who wait longer. */
  place: z.number().int().min(1),
  /** How long it may take yet, in whole minutes, by what the last ones waited; null: there is no ground for a number. */
  waitMs: z.number().int().nullable(),
  /** The place has not moved for long, so it is no news any more. */
  isStuck: z.boolean(),
});
export type QueuePlace = z.infer<typeof queuePlace>;
