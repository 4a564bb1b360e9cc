/** Colleagues whom a note names, and who hear of it. */
import { z } from 'zod';
import { clientId, id, seq } from './wire/fields.ts';

/** Who is named, in a note that is sent. Whoever names more means everybody, and wakes nobody. */
export const mentionIds = z.array(id).max(20);

/** Who was named, by the names of then: the text has `@` and that name. */
export const mentions = z.array(z.object({ id, name: z.string() })).optional();
export type Mentioned = NonNullable<z.infer<typeof mentions>>[number];

/** What of the hearer's own mentions they have not seen, up to 1,000, and whether there are any at all. */
export const mentionCounts = z.object({ unread: seq, hasAny: z.boolean() });
export type MentionCounts = z.infer<typeof mentionCounts>;

/** The agent has the conversation before their eyes: whatever names them there is seen (SPEC MN3). */
export const mentionsRead = z.object({
  type: z.literal('mentions.read'),
  clientId: clientId.optional(),
  conversationId: id,
});

/** Told to all pages of an agent who has seen the mentions of a conversation. */
export const mentionsChanged = mentionCounts.extend({ type: z.literal('mentions.changed'), conversationId: id });
