import type { AnyBulkWriteOperation } from 'mongodb';
import type { Conversation } from '../../../protocol/entities.ts';
import type { Database } from './connection.ts';
import type { ConversationDocument } from './documents.ts';
import { totalOf } from './ledger.ts';

/** How far a total may fall behind its entries. A visitor's burst is then one update instead of ten. */
const BEHIND_MS = 1_000;
/**
 * How long a conversation is known after it was last written to here, and a visitor's after it was read: for a burst.
 * After a pause it is likely that another server wrote, and reading costs less than colliding.
 */
const KNOWN_MS = 1_000;
/** Conversations known at most, some 1 KB each. */
const MAX_KNOWN = 10_000;

/**
 * What this server knows of conversations it wrote to a moment ago. Good enough to plan the next entry from: if another
 * server was faster, the entry's number is taken and the writer reads anew. Also brings totals in the database forward.
 */
export interface Totals {
  /** Grows with each write of this server that lists are ordered, filtered or counted by. */
  readonly changes: number;
  /** The conversation after the last entry known here. */
  known(conversationId: string): Conversation | undefined;
  conversationOf(visitorId: string): string | undefined;
  /** @param visitorId the visitor for whom it was looked up */
  learn(conversation: Conversation, visitorId?: string): void;
  /** After a write that went another way, or was refused. */
  forget(conversationId: string): void;
  /** When the visitor became somebody else, or may have, on another server, before this page came. */
  forgetVisitor(visitorId: string): void;
  /** A total was written that lists see. */
  changed(): void;
  /** An entry went in without its total: it follows. */
  follow(conversation: Conversation): void;
  /** Brings all forward now, and stops the timer. */
  close(): Promise<void>;
}

export function createTotals({ conversations }: Database): Totals {
  const known = new Map<string, { conversation: Conversation; at: number }>();
  const visitors = new Map<string, { conversationId: string; at: number }>();
  let behind = new Map<string, Conversation>();
  let timer: NodeJS.Timeout | undefined;
  let changes = 0;

  function fresh<T extends { at: number }>(map: Map<string, T>, id: string): T | undefined {
    const found = map.get(id);
    if (found && performance.now() - found.at > KNOWN_MS) {
      map.delete(id);
      return undefined;
    }
    return found;
  }

  async function bringForward(): Promise<void> {
    timer = undefined;
    const updates: AnyBulkWriteOperation<ConversationDocument>[] = [...behind.values()].map(each => ({
      updateOne: { filter: { _id: each.id, lastSeq: { $lt: each.lastSeq } }, update: totalOf(each) },
    }));
    behind = new Map();
    if (updates.length === 0) return;
    try {
      await conversations.bulkWrite(updates, { ordered: false });
    } catch {
      // MongoDB is away, which verbs tell. Nothing is lost: readers add up, and the next entry brings each forward.
    }
  }

  return {
    get changes() {
      return changes;
    },
    changed() {
      changes += 1;
    },
    known: id => fresh(known, id)?.conversation,
    conversationOf: visitorId => fresh(visitors, visitorId)?.conversationId,
    learn(conversation, visitorId) {
      if (known.size >= MAX_KNOWN) known.clear();
      if (visitors.size >= MAX_KNOWN) visitors.clear();
      const at = performance.now();
      known.set(conversation.id, { conversation, at });
      if (visitorId && !visitors.has(visitorId)) visitors.set(visitorId, { conversationId: conversation.id, at });
    },
    forget(id) {
      changes += 1;
      known.delete(id);
    },
    forgetVisitor: id => void visitors.delete(id),
    follow(conversation) {
      behind.set(conversation.id, conversation);
      timer ??= setTimeout(bringForward, BEHIND_MS).unref();
    },
    async close() {
      clearTimeout(timer);
      await bringForward();
    },
  };
}
