/** Which agents are named in which notes, as the store keeps it. A note is written with them, through the ledger. */
import type { MentionCounts } from '../../../protocol/mentions.ts';
import type { Page } from '../../store/page.ts';

export interface MentionRecord {
  /** Hash of where and whom: a mention is there once. */
  id: string;
  agentId: string;
  siteId: string;
  conversationId: string;
  /** Number of the note. */
  seq: number;
  at: number;
  isRead: boolean;
}

/** Unread ones are counted so far: who has more looks at the list. */
export const MAX_UNREAD = 1000;

/** How long a mention is kept, read or not, ms: nobody looks for an older one, and agents who left read none. */
export const MENTION_MS = 366 * 24 * 3_600_000;

/** Whose, and on which sites; null: on all. */
interface Whose {
  agentId: string;
  siteIds: readonly string[] | null;
}

export interface MentionStore {
  /** Newest first. */
  page(query: Whose & { cursor?: string | undefined; limit: number }): Promise<Page<MentionRecord>>;
  count(query: Whose): Promise<MentionCounts>;
  /** Whether one is there that its agent has not seen. @param query.seq number of the note */
  isUnread(query: { agentId: string; conversationId: string; seq: number }): Promise<boolean>;
  /** The agent has seen those in a conversation. False: none was unread. */
  read(query: { agentId: string; conversationId: string }): Promise<boolean>;
  /** Takes away what is from before then. */
  sweep(before: number): Promise<void>;
}
