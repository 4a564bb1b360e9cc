import type { AnyBulkWriteOperation } from 'mongodb';
import type { Conversation } from '../../../protocol/conversations.ts';
import type { Entry } from '../../../protocol/entries.ts';
import type { ConversationDocument } from '../../features/conversations/mongo-document.ts';
import { afterEntry } from '../../features/conversations/rules.ts';
import type { Database } from './connection.ts';
import { conversationUpdate, isQuiet } from './ledger.ts';

/**
 * How far a conversation may fall behind its entries. An update costs MongoDB eight times what the entry does, and a
 * visitor's burst is then one instead of ten; readers add up what is missing all the same.
 */
const BEHIND_MS = 10_000;
/** Conversations that fall behind at most; more are brought forward sooner. */
const MAX_BEHIND = 10_000;
/** Between looks for those that are due. */
const FORWARD_MS = 250;
/** Brought forward at once, and the rest before the next of them: 20 ms of MongoDB's work, because acks wait beside it. */
const PIECE = 100;
const REST_MS = 25;
/**
 * How long a conversation is known after it was last written to here, and a visitor's after it was read, while others are
 * heard: what they do is then forgotten at once, so it is for how long people pause between their words.
 */
const KNOWN_MS = 30_000;
/** The same while others are not heard: for a burst. After it one of them may have written, and reading costs less than colliding. */
const UNHEARD_MS = 1_000;
/** Conversations known at most, some 1 KB each. */
const MAX_KNOWN = 10_000;
/**
 * How long the parts that change without an entry are read anew after a touch: for as long as they may be known, and as
 * any write of them takes.
 */
const TOUCHED_MS = 2 * KNOWN_MS;

/**
 * What this server knows of conversations it wrote to a moment ago. Good enough to plan the next entry from: if another
 * server was faster, the entry's number is taken and the writer reads anew. Also brings conversations forward that are
 * behind their entries in the database.
 */
export interface Recent {
  /** Grows with each write of this server that lists are ordered, filtered or counted by. */
  readonly changes: number;
  /** The conversation after the last entry known here. */
  known(conversationId: string): Conversation | undefined;
  conversationOf(visitorId: string): string | undefined;
  /** @param visitorId the visitor for whom it was looked up */
  learn(conversation: Conversation, visitorId?: string): void;
  /** After a write that went another way, or was refused. */
  forget(conversationId: string): void;
  /** When the visitor may have become somebody else, on another server, before this page came. */
  forgetVisitor(visitorId: string): void;
  /** Another server wrote an entry: what is known here goes along, or is forgotten. */
  followOther(entry: Entry): void;
  /**
   * Read marks of a conversation, the summary of a contact, or whose a visitor's conversation is: about to change here, or
   * changed by another server.
   * @param id of the conversation, contact or visitor
   */
  touch(id: string): void;
  /** Whether others may have changed of it what changes without an entry, so that it must be read. */
  isTouched(conversation: Conversation): boolean;
  /** Whether a read mark of the conversation may have moved since it was read. */
  isReadLately(conversationId: string): boolean;
  /** Another server erased somebody. */
  erasedElsewhere(): void;
  /** Grows each time. */
  readonly erasuresElsewhere: number;
  /** Whether this server is told of everything that others do, from now on. */
  hear(is: boolean): void;
  /** A conversation was written that lists see. */
  changed(): void;
  /** An entry went in before its conversation: that one follows. */
  follow(conversation: Conversation): void;
  /** Brings all forward now, and stops the timer. */
  close(): Promise<void>;
}

export function createRecent({ conversations }: Database): Recent {
  const known = new Map<string, { conversation: Conversation; at: number }>();
  const visitors = new Map<string, { conversationId: string; at: number }>();
  /** Oldest first: by when they fell behind, not by the last entry. */
  const behind = new Map<string, { conversation: Conversation; since: number }>();
  /** When each was touched last, oldest first. */
  const touches = new Map<string, number>();
  let timer: NodeJS.Timeout | undefined;
  let changes = 0;
  let isHeard = false;

  function fresh<T extends { at: number }>(map: Map<string, T>, id: string): T | undefined {
    const found = map.get(id);
    if (found && performance.now() - found.at > (isHeard ? KNOWN_MS : UNHEARD_MS)) {
      map.delete(id);
      return undefined;
    }
    return found;
  }

  function learn(conversation: Conversation, visitorId?: string): void {
    const at = performance.now();
    known.delete(conversation.id);
    known.set(conversation.id, { conversation, at });
    if (visitorId && !visitors.has(visitorId)) visitors.set(visitorId, { conversationId: conversation.id, at });
    for (const map of [known, visitors]) if (map.size > MAX_KNOWN) map.delete(map.keys().next().value!);
  }

  /**
   * @param before those that fell behind before then, a time of `performance.now()`
   * @param most of them, unless too many are behind
   * @returns how many they were
   */
  async function bringForward(before: number, most: number): Promise<number> {
    const updates: AnyBulkWriteOperation<ConversationDocument>[] = [];
    for (const [id, { conversation, since }] of behind) {
      if ((since > before || updates.length >= most) && behind.size <= MAX_BEHIND) break;
      behind.delete(id);
      const { lastSeq } = conversation;
      updates.push({
        updateOne: { filter: { _id: id, lastSeq: { $lt: lastSeq } }, update: conversationUpdate(conversation) },
      });
    }
    if (updates.length === 0) return 0;
    try {
      await conversations.bulkWrite(updates, { ordered: false });
    } catch {
      // MongoDB is away, which verbs tell. Nothing is lost: readers add up, and the next entry brings each forward.
    }
    return updates.length;
  }

  function later(ms: number): void {
    timer ??= setTimeout(async () => {
      const brought = await bringForward(performance.now() - BEHIND_MS, PIECE);
      timer = undefined;
      if (behind.size > 0) later(brought < PIECE ? FORWARD_MS : REST_MS);
    }, ms).unref();
  }

  function touch(id: string): void {
    const now = performance.now();
    for (const [old, at] of touches) {
      if (now - at < TOUCHED_MS) break;
      touches.delete(old);
    }
    touches.delete(id);
    touches.set(id, now);
  }

  function wasTouched(id: string): boolean {
    const at = touches.get(id);
    return at !== undefined && performance.now() - at < TOUCHED_MS;
  }

  let erasuresElsewhere = 0;

  return {
    erasedElsewhere() {
      erasuresElsewhere += 1;
    },
    get erasuresElsewhere() {
      return erasuresElsewhere;
    },
    get changes() {
      return changes;
    },
    changed() {
      changes += 1;
    },
    known: id => fresh(known, id)?.conversation,
    conversationOf: id => (wasTouched(id) ? undefined : fresh(visitors, id)?.conversationId),
    learn,
    forget(id) {
      changes += 1;
      known.delete(id);
    },
    forgetVisitor: id => void visitors.delete(id),
    followOther(entry) {
      const before = fresh(known, entry.conversationId)?.conversation;
      if (!before || entry.seq <= before.lastSeq) return;
      const after = afterEntry(before, entry);
      // Others come with more than the entry: callbacks, what a form says of the contact.
      const isPlain = entry.seq === before.lastSeq + 1 && entry.body.kind === 'message' && isQuiet(before, after);
      if (isPlain) learn(after);
      else known.delete(before.id);
    },
    touch,
    isReadLately: wasTouched,
    isTouched: ({ id, contact }) => !isHeard || wasTouched(id) || wasTouched(contact.id),
    hear(is) {
      if (is && !isHeard) {
        // What others did before is not told any more.
        for (const id of known.keys()) touch(id);
        known.clear();
        visitors.clear();
      }
      isHeard = is;
    },
    follow(conversation) {
      const { since } = behind.get(conversation.id) ?? { since: performance.now() };
      behind.set(conversation.id, { conversation, since });
      later(FORWARD_MS);
    },
    async close() {
      clearTimeout(timer);
      await bringForward(Infinity, Infinity);
    },
  };
}
