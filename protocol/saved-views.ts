/** Filters that agents keep under a name. */
import { z } from 'zod';
import { viewFilter } from './filters.ts';
import { id, line } from './wire/fields.ts';

/** Of one agent's own, and again of those that everybody has: what nobody finds in a list is no help. */
export const MAX_SAVED_VIEWS = 30;

export const savedView = z.object({
  id,
  name: z.string(),
  filter: viewFilter,
  /** Everybody has it, and owners change it; else it is the hearer's own. */
  isShared: z.boolean(),
});
export type SavedView = z.infer<typeof savedView>;

export const savedViewSave = z.object({
  name: line.pipe(z.string().min(1).max(60)),
  filter: viewFilter,
  isShared: z.boolean().default(false),
});
export type SavedViewSave = z.infer<typeof savedViewSave>;
