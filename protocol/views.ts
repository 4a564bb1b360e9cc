/** The inbox's lists and the numbers beside them. */
import { z } from 'zod';
import { callback } from './callbacks.ts';
import { conversation } from './conversations.ts';
import { entry } from './entries.ts';
import { clientId, id, seq } from './wire/fields.ts';
import { LIMITS } from './wire/limits.ts';

export const view = z.enum(['mine', 'unassigned', 'all', 'callbacks', 'closed', 'snoozed', 'quarantine']);
export type View = z.infer<typeof view>;

/**
 * What an agent's page shows from now on. It hears of that, of what is its agent's or nobody's, and of the rest only the
 * counts (SPEC W19). A page that never says it hears everything.
 */
export const viewsWatch = z.object({
  type: z.literal('views.watch'),
  clientId,
  view,
  /** Null: of all sites. */
  site: id.nullable(),
  /** The one that it has open; null: none. */
  conversationId: id.nullable(),
});
export type ViewsWatch = z.infer<typeof viewsWatch>;

/**
 * Which agents have a conversation open, on whichever of their pages, the hearer's own among them. Told to the pages that
 * have it open, each time all of them (SPEC ON1).
 */
export const onlookers = z.object({ type: z.literal('onlookers'), conversationId: id, agentIds: z.array(id) });

/** `snoozed` and `quarantine` are counted up to 1,000. */
export const viewCounts = z.object({
  mine: seq,
  unassigned: seq,
  all: seq,
  callbacks: seq,
  snoozed: seq,
  quarantine: seq,
  mineUnread: seq,
});
export type ViewCounts = z.infer<typeof viewCounts>;

/**
 * Why routing leaves what is in Unassigned there: nobody who sees it is here; or they have as many as they take; or those
 * have for whom it is meant, and for some minutes it waits for them (SPEC RT9).
 */
export const waitReason = z.enum(['nobody_here', 'nobody_has_room', 'meant_are_full']);
export type WaitReason = z.infer<typeof waitReason>;

/** The numbers beside the views, how many call, and why what is counted as `unassigned` waits; null: nothing does, or not for these reasons. */
export const counted = z.object({
  counts: viewCounts,
  /** How many of what waits the agent is told of, by what its sites say: what the page's title and badge count. */
  calls: seq,
  waitReason: waitReason.nullable(),
  /** By id, the sites for which it is another reason, or none: those that an agent who is here sees, and not all. */
  waitReasonOf: z.record(id, waitReason.nullable()),
});
export type Counted = z.infer<typeof counted>;

/** Sent at most once a second after something changed them. */
export const countsChanged = counted.extend({ type: z.literal('counts') });

export const conversationsQuery = z.object({
  view,
  site: id.optional(),
  cursor: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(LIMITS.pageConversations),
});

export const conversationsAnswer = z.object({ conversations: z.array(conversation), cursor: z.string().nullable() });
export type ConversationsAnswer = z.infer<typeof conversationsAnswer>;

export const callbacksQuery = z.object({
  cursor: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});

export const callbacksAnswer = z.object({
  callbacks: z.array(z.object({ callback, conversation })),
  cursor: z.string().nullable(),
});
export type CallbacksAnswer = z.infer<typeof callbacksAnswer>;

export const mentionsQuery = z.object({
  cursor: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(50).default(20),
});

/** The notes that name an agent, newest first. */
export const mentionsAnswer = z.object({
  mentions: z.array(z.object({ conversation, entry, isRead: z.boolean() })),
  cursor: z.string().nullable(),
});
export type MentionsAnswer = z.infer<typeof mentionsAnswer>;
