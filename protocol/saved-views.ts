/** Filters that agents keep under a name: of conversations, and of people. */
import { z } from 'zod';
import { viewFilter } from './filters.ts';
import { peopleView } from './people.ts';
import { id, line } from './wire/fields.ts';

/** Of one kind, of one agent's own, and again of those that everybody has: what nobody finds in a list is no help. */
export const MAX_SAVED_VIEWS = 30;

/** What is looked for, by what is listed. */
export const SAVED_FILTERS = { conversations: viewFilter, people: peopleView } as const;
export type SavedKind = keyof typeof SAVED_FILTERS;
export type SavedFilter<K extends SavedKind> = z.infer<(typeof SAVED_FILTERS)[K]>;

const name = line.pipe(z.string().min(1).max(60));

const kept = {
  id,
  name: z.string(),
  /** Everybody has it, and owners change it; else it is the hearer's own. */
  isShared: z.boolean(),
};
const asked = { name, isShared: z.boolean().default(false) };

export const savedView = z.object({ ...kept, filter: viewFilter });
export type SavedView = z.infer<typeof savedView>;

export const savedViewSave = z.object({ ...asked, filter: viewFilter });
export type SavedViewSave = z.infer<typeof savedViewSave>;

export const savedPeople = z.object({ ...kept, filter: peopleView });
export type SavedPeople = z.infer<typeof savedPeople>;

export const savedPeopleSave = z.object({ ...asked, filter: peopleView });
export type SavedPeopleSave = z.infer<typeof savedPeopleSave>;
