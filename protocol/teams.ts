/** Agents who answer for one thing together: those to whom the rules of routing point. */
import { z } from 'zod';
import { id, line } from './wire/fields.ts';

export const team = z.object({ id, name: z.string(), agentIds: z.array(id) });
export type Team = z.infer<typeof team>;

/** A team without anybody is one whom nothing reaches: what is meant for it goes to everybody. */
export const teamSave = z.object({
  name: line.pipe(z.string().min(1)),
  agentIds: z
    .array(id)
    .max(200)
    .transform(ids => [...new Set(ids)]),
});
export type TeamSave = z.infer<typeof teamSave>;
