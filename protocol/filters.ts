/** What an agent looks for among conversations. */
import { z } from 'zod';
import { channel } from './channels.ts';
import { conversation } from './conversations.ts';
import { waitKind } from './ladder.ts';
import { tag } from './tags.ts';
import { id, locale, timestamp } from './wire/fields.ts';
import { LIMITS } from './wire/limits.ts';

/** A week: beyond that, a wait is no question of minutes. */
const MAX_WAIT_MINUTES = 10_080;

/**
 * All that is given has to hold, and what is left out may be anything. One more condition is a field here, its line in
 * `CONDITIONS` of conditions.ts, and, for a field of conversations that none has asked for yet, one in each store.
 */
export const viewFilter = z.object({
  status: conversation.shape.status.default('open'),
  siteId: id.optional(),
  /** `me` is whoever looks. */
  assignee: z.enum(['me', 'nobody', 'somebody']).optional(),
  /** One of this team has it. */
  teamId: id.optional(),
  /** The person's language. */
  locale: locale.optional(),
  tag: tag.optional(),
  /** A way in which the person has come, whenever that was. */
  channel: channel.optional(),
  waitsFor: waitKind.optional(),
  /** Waits for words since so long at least. */
  waitingMinutes: z.number().int().min(1).max(MAX_WAIT_MINUTES).optional(),
});
export type ViewFilter = z.infer<typeof viewFilter>;

export const filteredQuery = viewFilter.extend({
  waitingMinutes: z.coerce.number().int().min(1).max(MAX_WAIT_MINUTES).optional(),
  /** Only those who have waited for so long since then, and not before: the `at` of an earlier answer. */
  since: z.coerce.number().pipe(timestamp).optional(),
  cursor: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(LIMITS.pageConversations),
});

export const filteredAnswer = z.object({
  conversations: z.array(conversation),
  /** Null at the end. A page before it may have few conversations, or none: so many were looked at. */
  cursor: z.string().nullable(),
  /** The server's clock, by which waits were told. */
  at: timestamp,
  /** Who is of the filter's team; left out: it asks for none. */
  teamAgentIds: z.array(id).optional(),
});
export type FilteredAnswer = z.infer<typeof filteredAnswer>;
