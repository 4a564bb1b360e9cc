/** Everything that is said and done in conversations: the rooms' parts put together, and the news of them taken in. */
import { type ReadonlySignal, signal } from '@preact/signals';
import type { Callback } from '../../../protocol/callbacks.ts';
import type { Conversation } from '../../../protocol/conversations.ts';
import type { Entry } from '../../../protocol/entries.ts';
import type { ErrorCode } from '../../../protocol/wire/errors.ts';
import type { Outbox } from '../../../protocol/wire/outbox.ts';
import type { Http } from '../../shell/http.ts';
import type { Link } from '../../shell/link.ts';
import type { Toasts } from '../../shell/toasts.ts';
import type { Agents } from '../agents/state.ts';
import type { Files } from '../files/state.ts';
import type { Views } from '../views/state.ts';
import { type Changes, createChanges } from './changes.ts';
import { createDrafts, type Drafts } from './drafts.ts';
import { createOnlookers, type Onlookers } from './onlookers.ts';
import { createOutgoing, type Outgoing } from './outgoing.ts';
import { createReadMarks, type ReadMarks } from './read-marks.ts';
import { later } from './thread.ts';
import { createThreads, type Threads } from './threads.ts';
import { createTyping, type Typing } from './typing.ts';

/** What a dialog over the thread asks for. */
export type Asked = 'tags' | 'snooze' | 'handover' | 'complaint' | 'purchase';

export interface Conversations {
  /** The one in the thread column. */
  openId: ReadonlySignal<string | null>;
  open(id: string | null): void;
  /** What is being decided about it, in a dialog. */
  asked: ReadonlySignal<Asked | null>;
  ask(what: Asked | null): void;
  threads: Threads;
  outgoing: Outgoing;
  changes: Changes;
  readMarks: ReadMarks;
  typing: Typing;
  onlookers: Onlookers;
  drafts: Drafts;
  /** What is known of the conversation, in a thread or in the list. */
  find(id: string): Conversation | null;
  /** Shows the conversation so, in its thread and in the list. */
  take(conversation: Conversation): void;
  /** It is gone, with all that was said in it: nothing of it is shown, or kept here, any more. */
  drop(id: string): void;
  /** Takes in one more entry. @returns false for a repeat, whose bell has rung */
  takeEntry(entry: Entry, conversation: Conversation, callback?: Callback): boolean;
  /** The server has stored what was sent under this id. */
  acked(clientId: string, entry?: Entry): void;
  /** The server has refused it. */
  refused(clientId: string, code: ErrorCode): void;
}

export function createConversations(parts: {
  http: Http;
  link: Link;
  outbox: Outbox;
  storage: Storage | null;
  toasts: Toasts;
  files: Files;
  agents: Agents;
  views: Views;
  meId: string;
  now: () => number;
  newId: () => string;
}): Conversations {
  const { views, link, meId, storage } = parts;
  const openId = signal<string | null>(null);
  const asked = signal<Asked | null>(null);
  const threads = createThreads(parts);
  const outgoing = createOutgoing(parts);
  const typing = createTyping(parts);
  const onlookers = createOnlookers(parts);

  function find(id: string): Conversation | null {
    return threads.held.peek().get(id)?.conversation ?? views.find(id);
  }
  function take(conversation: Conversation) {
    threads.change(conversation.id, thread => ({ ...thread, conversation: later(thread.conversation, conversation) }));
    views.take(conversation);
  }

  const drafts = createDrafts(storage, meId);

  return {
    openId,
    open(id) {
      if (onlookers.of.peek().conversationId !== id) onlookers.forget();
      if (id !== openId.peek()) asked.value = null;
      openId.value = id;
      if (id) threads.open(id);
    },
    asked,
    ask(what) {
      asked.value = what;
    },
    threads,
    outgoing,
    changes: createChanges({ ...parts, outgoing, threads, drafts, find, take }),
    readMarks: createReadMarks({ link, meId, find, take }),
    typing,
    onlookers,
    drafts,
    find,
    take,
    drop(id) {
      threads.drop(id);
      views.drop(id);
      for (const kind of ['message', 'note'] as const) drafts.set(id, kind, '');
    },
    takeEntry(entry, conversation, callback) {
      if (entry.clientId) outgoing.settle(entry.clientId);
      const isNew = (find(conversation.id)?.lastSeq ?? 0) < entry.seq;
      threads.takeEntry(entry, conversation, callback);
      views.take(conversation, callback);
      const { author } = entry;
      if (author.kind === 'agent') typing.set(conversation.id, author.id, false);
      if (author.kind === 'visitor' && isNew && entry.body.kind !== 'event') typing.set(conversation.id, null, false);
      return isNew;
    },
    acked(clientId, entry) {
      if (entry) threads.takeEntry(entry);
      outgoing.settle(clientId);
    },
    refused: outgoing.fail,
  };
}
