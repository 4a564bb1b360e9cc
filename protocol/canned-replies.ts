/** Answers that all agents share. */
import { z } from 'zod';
import { id, line, text } from './wire/fields.ts';

export const cannedReply = z.object({
  id,
  /** What follows the slash. */
  shortcut: z.string(),
  text: z.string(),
});
export type CannedReply = z.infer<typeof cannedReply>;

export const cannedReplySave = z.object({ shortcut: line.pipe(z.string().min(1).max(40)), text });
