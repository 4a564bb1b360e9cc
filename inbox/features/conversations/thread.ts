/**
 * One open conversation as data: its entries by number, its callbacks and its person. Pure; `threads.ts` feeds it.
 */
import type { z } from 'zod';
import type { Callback } from '../../../protocol/callbacks.ts';
import type { Contact } from '../../../protocol/contacts.ts';
import type { agentResumed, Conversation, ConversationDetail } from '../../../protocol/conversations.ts';
import type { Entry } from '../../../protocol/entries.ts';
import { hasGap, mergeEntries } from '../../../protocol/log.ts';
import type { Visitor } from '../../../protocol/visitors.ts';

export interface Person {
  contact: Contact;
  visitor: Visitor | null;
  related: readonly Conversation[];
}

export interface Thread {
  id: string;
  status: 'loading' | 'ready' | 'failed' | 'missing';
  /** Null until read. */
  conversation: Conversation | null;
  person: Person | null;
  /** Ascending by `seq`, without holes from the first to the last. */
  entries: readonly Entry[];
  hasEarlier: boolean;
  callbacks: readonly Callback[];
}

type Resumed = z.infer<typeof agentResumed>;

export function newThread(id: string): Thread {
  return { id, status: 'loading', conversation: null, person: null, entries: [], hasEarlier: false, callbacks: [] };
}

export function lastSeq(thread: Thread): number {
  return thread.entries.at(-1)?.seq ?? 0;
}

/** Of two states of one conversation the later: marks and numbers only grow. An equal one counts as later. */
export function later(held: Conversation | null, come: Conversation): Conversation {
  if (!held || come.lastSeq > held.lastSeq) return come;
  return come.lastSeq < held.lastSeq ? held : come;
}

export function withDetail(thread: Thread, detail: ConversationDetail): Thread {
  const { conversation, contact, visitor, related, entries, callbacks, hasEarlier } = detail;
  // News that overtook the answer: kept if it goes on from there.
  const newer = thread.entries.filter(entry => entry.seq > (entries.at(-1)?.seq ?? 0));
  const isJoined = newer.length === 0 || newer[0]!.seq === (entries.at(-1)?.seq ?? 0) + 1;
  return {
    ...thread,
    status: 'ready',
    conversation: later(thread.conversation, conversation),
    person: { contact, visitor, related },
    entries: isJoined ? mergeEntries(entries, newer) : entries,
    hasEarlier,
    callbacks: newer.length > 0 ? mergeCallbacks(callbacks, thread.callbacks) : callbacks,
  };
}

/** An entry that skips a number is not taken: the caller asks for what lies between, and for it again. */
export function withEntry(thread: Thread, entry: Entry, conversation?: Conversation, callback?: Callback): Thread {
  if (misses(thread, entry)) return thread;
  return {
    ...thread,
    entries: mergeEntries(thread.entries, [entry]),
    conversation: conversation ? later(thread.conversation, conversation) : thread.conversation,
    callbacks: callback ? mergeCallbacks(thread.callbacks, [callback]) : thread.callbacks,
  };
}

/** Says whether something before the entry has not come. Agents may see every number. */
export function misses(thread: Thread, entry: Entry): boolean {
  return thread.status === 'ready' && hasGap(lastSeq(thread), entry.seq - 1);
}

/** The answer to `conversation.resume`: the rest, or, when that would be too much, the newest page instead of what is held. */
export function withResumed(thread: Thread, answer: Resumed): Thread {
  return {
    ...thread,
    conversation: answer.conversation,
    entries: answer.isFresh ? answer.entries : mergeEntries(thread.entries, answer.entries),
    hasEarlier: answer.isFresh ? answer.hasEarlier : thread.hasEarlier,
    callbacks: answer.isFresh ? answer.callbacks : mergeCallbacks(thread.callbacks, answer.callbacks),
  };
}

export function withHistory(thread: Thread, entries: readonly Entry[], hasEarlier: boolean): Thread {
  return { ...thread, entries: mergeEntries(thread.entries, entries), hasEarlier };
}

function mergeCallbacks(held: readonly Callback[], more: readonly Callback[]): readonly Callback[] {
  const byId = new Map(held.map(callback => [callback.id, callback]));
  for (const callback of more) byId.set(callback.id, callback);
  return [...byId.values()].sort((a, b) => a.seq - b.seq);
}

/** Where a group of bubbles ends: another author or kind follows, or a pause of five minutes. Times and names stand there only. */
const GROUP_MS = 5 * 60_000;

export function isGrouped(entry: Entry, next: Entry | undefined): boolean {
  if (!next || entry.body.kind !== next.body.kind) return false;
  if (entry.body.kind !== 'message' && entry.body.kind !== 'note') return false;
  const author = (each: Entry) => (each.author.kind === 'agent' ? each.author.id : each.author.kind);
  return author(entry) === author(next) && next.createdAt - entry.createdAt < GROUP_MS;
}
