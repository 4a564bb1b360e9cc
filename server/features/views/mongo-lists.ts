import type { Conversation } from '../../../protocol/conversations.ts';
import type { ConversationDocument } from '../conversations/mongo-document.ts';

/** What a list is ordered by, and then by `_id`. */
export interface Order {
  field: 'rank' | 'updatedAt' | 'wakeRank';
  descends: boolean;
  at(document: ConversationDocument): number;
}

/** Who must be answered next; what comes back next; else the newest change first. */
export function orderOf(status: Conversation['status']): Order {
  if (status === 'open') return { field: 'rank', descends: false, at: each => each.rank };
  if (status === 'snoozed') return { field: 'wakeRank', descends: false, at: each => each.wakeRank ?? 0 };
  return { field: 'updatedAt', descends: true, at: each => each.updatedAt };
}

/** Of one of these sites; null: of any. */
export function amongSites(siteIds: readonly string[] | null): { siteId?: { $in: string[] } } {
  return siteIds ? { siteId: { $in: [...siteIds] } } : {};
}
