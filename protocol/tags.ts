/** Words that agents put on conversations to find them by. */
import { z } from 'zod';
import { clientId, id, line } from './wire/fields.ts';

const MAX_TAG_CHARS = 40;

/** One word or a few, in small letters: "Delivery" and "delivery" are one tag. A `#` before it is left out. */
export const tag = line
  .transform(text => text.normalize('NFC').toLowerCase().replace(/^#+/, '').replace(/\s+/g, ' ').trim())
  .pipe(z.string().min(1).max(MAX_TAG_CHARS));

/** Puts a tag on a conversation, or takes it off; already so is fine. */
export const conversationTag = z.object({
  type: z.literal('conversation.tag'),
  clientId,
  conversationId: id,
  tag,
  isOn: z.boolean(),
});

export const tagEvents = [
  z.object({ kind: z.literal('event'), event: z.literal('tagged'), tag: z.string() }),
  z.object({ kind: z.literal('event'), event: z.literal('untagged'), tag: z.string() }),
] as const;

/** The tags of a site, those used most before the others. */
export const tagsAnswer = z.array(z.string());
