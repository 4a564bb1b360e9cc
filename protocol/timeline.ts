/** What happened with one person, newest first: each noun brings its own kind of item. */
import { z } from 'zod';
import { id, timestamp } from './wire/fields.ts';

/** What every item has. The id is that of the row it tells of: with the kind, unique. */
export const timelineItem = z.object({ id, at: timestamp });

/** What else an item has, its noun's page says: `protocol/spec/timeline.md` names them. */
const anyItem = timelineItem.extend({ kind: z.string() }).loose();

export const timelineQuery = z.object({
  /** The `cursor` of the page before; left out: the newest. */
  before: z
    .string()
    .max(160)
    .regex(/^\d{1,16}~.+$/)
    .optional(),
  /** Kinds with commas between; left out: all. One that nobody knows brings nothing. */
  kinds: z
    .string()
    .max(200)
    .regex(/^[a-z_]+(,[a-z_]+)*$/)
    .optional(),
  limit: z.coerce.number().int().min(1).max(100).default(30),
});
export type TimelineQuery = z.infer<typeof timelineQuery>;

export const timelineAnswer = z.object({ items: z.array(anyItem), cursor: z.string().nullable() });

/** Any item, as whoever shows all of them has it. */
export type TimelineItem = z.infer<typeof anyItem>;

export type TimelineAnswer = z.infer<typeof timelineAnswer>;
