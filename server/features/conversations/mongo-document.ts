import type { Conversation } from '../../../protocol/conversations.ts';
import type { Entry } from '../../../protocol/entries.ts';
import { rank, wakeRank } from '../../../protocol/rank.ts';
import { entity, type Stored, stored } from '../../store/mongo/documents.ts';
import type { Sent } from '../../store/written.ts';

/**
 * What the entries of a conversation come to, some ten seconds behind them in the few fields that a waiting visitor's
 * further messages change (see `ledger.ts`).
 */
export interface ConversationDocument extends Omit<Stored<Conversation>, 'assigneeId' | 'tags'> {
  /** Left out where there are none. */
  tags?: string[];
  /** '' for nobody: MongoDB counts empty strings from the index alone, nulls only by reading every document. */
  assigneeId: string;
  /** Where it stands in lists of open ones, ascending; see `rank` in protocol/rank.ts. */
  rank: number;
  /** Where it stands among those that are snoozed, ascending; see `wakeRank` in protocol/rank.ts. There only while it is. */
  wakeRank?: number;
  emailKey: string;
  /** Which server changed it last without an entry: a number from its writer's range, another one each time. */
  touch?: number;
}

/** Written once, never changed. */
export interface EntryDocument extends Omit<Entry, 'clientId'> {
  /** Number of the entry before it that its visitor may see. Entries of 0.1 have none. */
  previousSeq?: number;
  /** See `openWriter`: ascending within one server, so that what it wrote last is a short range. */
  _id: number;
  siteId: string;
  /** Left out where the server itself wrote it, and then not in the unique index. */
  clientId?: string;
  /** Whose it is and the hash of what was sent: one comparison tells a repeat from a reuse. */
  fingerprint?: string;
}

export function conversationDocument(conversation: Conversation): ConversationDocument {
  const { assigneeId, tags, ...rest } = stored(conversation);
  return {
    ...rest,
    ...(tags.length > 0 && { tags }),
    assigneeId: assigneeId ?? '',
    rank: rank(conversation),
    ...(conversation.snoozed && { wakeRank: wakeRank(conversation) }),
    emailKey: conversation.contact.email.toLowerCase(),
  };
}

export function toConversation(document: ConversationDocument): Conversation {
  const {
    assigneeId,
    tags = [],
    rank: _rank,
    wakeRank: _wakeRank,
    emailKey: _emailKey,
    touch: _touch,
    ...rest
  } = document;
  return { ...entity(rest), tags, assigneeId: assigneeId || null };
}

export function entryDocument(
  _id: number,
  entry: Omit<Entry, 'clientId'> & { siteId: string; previousSeq?: number },
  sent?: Sent,
): EntryDocument {
  const { conversationId, siteId, seq, previousSeq, author, body, createdAt } = entry;
  return { _id, conversationId, siteId, seq, previousSeq, ...sent, author, body, createdAt };
}

/** Where it is not kept, the number before it: a page that lacks that one asks. */
export function previousSeqOf({ previousSeq, seq }: EntryDocument): number {
  return previousSeq ?? seq - 1;
}

export function toEntry({ conversationId, seq, clientId = undefined, author, body, createdAt }: EntryDocument): Entry {
  return { conversationId, seq, clientId: clientId ?? null, author, body, createdAt };
}
