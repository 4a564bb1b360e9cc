/** People and text, found by any part of a word. */
import { z } from 'zod';
import { conversation } from './conversations.ts';
import { entry } from './entries.ts';
import { LIMITS } from './wire/limits.ts';

export const searchQuery = z.object({
  q: z.string().trim().min(1).max(LIMITS.lineChars),
  /** Where: what is in quarantine is found there alone. */
  in: z.enum(['desk', 'quarantine']).default('desk'),
  limit: z.coerce.number().int().min(1).max(50).default(20),
});

export const searchAnswer = z.object({
  /** People whose name, e-mail or phone matches, each with the newest conversation. */
  people: z.array(conversation),
  /** Entries whose text matches, newest first. */
  entries: z.array(z.object({ conversation, entry })),
});
export type SearchAnswer = z.infer<typeof searchAnswer>;
