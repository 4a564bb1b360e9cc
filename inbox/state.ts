/**
 * The inbox of a signed-in agent: everything the views show and everything they can do. The only file that talks to the
 * connection; lists and details come over HTTP, changes and news over the socket.
 */
import type { AgentFrameInput, AgentNews } from '../protocol/agent.ts';
import type { AgentPresence, Me } from '../protocol/agents.ts';
import type { Callback, CallbackOutcome } from '../protocol/callbacks.ts';
import type { CannedReply } from '../protocol/canned-replies.ts';
import type { Contact } from '../protocol/contacts.ts';
import type { Conversation } from '../protocol/conversations.ts';
import type { Entry } from '../protocol/entries.ts';
import type { Site } from '../protocol/sites.ts';
import type { ViewCounts } from '../protocol/views.ts';
import { newClientId } from '../protocol/wire/client-id.ts';
import type { ConnectionState } from '../protocol/wire/connection.ts';
import { LIMITS, PROTOCOL_VERSION } from '../protocol/wire/limits.ts';
import type { Outbox } from '../protocol/wire/outbox.ts';
import { type Api, codeOf } from './api.ts';
import { type Changes, createChanges } from './changes.ts';
import { createDrafts, type Drafts } from './drafts.ts';
import { errorText } from './errors.ts';
import { t } from './i18n/index.ts';
import { createList, type List } from './list.ts';
import { createOutgoing, type Outgoing } from './outgoing.ts';
import { isUnread, nameOf, wordsOf } from './people.ts';
import { createSearch, type Search } from './search.ts';
import { later } from './thread.ts';
import { type AgentConnection, createThreads, type Threads } from './threads.ts';
import { createToasts, type Toasts } from './toasts.ts';
import { createTyping, type Typing } from './typing.ts';
import { createValue, type Value } from './value.ts';

export interface Inbox extends Changes {
  api: Api;
  me: Value<Me>;
  link: Value<ConnectionState>;
  /** False: messages would be lost with the page, because nothing can be kept on disk. */
  isDurable: Value<boolean>;
  agents: Value<readonly AgentPresence[]>;
  sites: Value<readonly Site[]>;
  replies: Value<readonly CannedReply[]>;
  counts: Value<ViewCounts>;
  /** Conversations whose visitor has a page open. */
  visitorsHere: Value<ReadonlySet<string>>;
  isAway: Value<boolean>;
  /** False: the server keeps nothing now, and what is sent waits here. */
  isStoreAvailable: Value<boolean>;
  list: List;
  threads: Threads;
  outgoing: Outgoing;
  typing: Typing;
  drafts: Drafts;
  search: Search;
  toasts: Toasts;
  /** The conversation in the thread column. */
  openId: Value<string | null>;
  /** What screen readers are told of new messages. */
  spoken: Value<string>;

  open(conversationId: string | null): void;
  resolveCallback(callback: Callback, result: { outcome: CallbackOutcome; note: string } | { startAt: number }): void;
  /** The agent looks at the conversation; its words count as read if it is theirs to answer. */
  markRead(conversationId: string): void;
  /** A key was pressed in the answer. Tells the visitor at most every few seconds. */
  tellTyping(conversationId: string, isTyping: boolean): void;
  setAway(isAway: boolean): void;
  takeContact(contact: Contact): void;
  retryLink(): void;
  stop(): void;
}

export interface InboxParts {
  api: Api;
  me: Me;
  outbox: Outbox;
  /** Follows the outbox. */
  isDurable: Value<boolean>;
  storage: Storage | null;
  connect(options: {
    hello: () => AgentFrameInput;
    onNews(news: AgentNews): void;
    onState(state: ConnectionState): void;
    outbox: Outbox;
  }): AgentConnection;
  /** New words for this agent, or for anybody: ring. */
  onAttention(conversation: Conversation, entry: Entry): void;
  now?: () => number;
  newId?: () => string;
}

export function createInbox(parts: InboxParts): Inbox {
  const { api, outbox, storage, now = Date.now, newId = newClientId } = parts;
  const me = createValue(parts.me);
  const meId = parts.me.agent.id;
  const link = createValue<ConnectionState>('idle');
  const agents = createValue<readonly AgentPresence[]>([]);
  const sites = createValue<readonly Site[]>([]);
  const replies = createValue<readonly CannedReply[]>([]);
  const counts = createValue<ViewCounts>({ mine: 0, unassigned: 0, all: 0, callbacks: 0, mineUnread: 0 });
  const visitorsHere = createValue<ReadonlySet<string>>(new Set());
  const isAway = createValue(false);
  const isStoreAvailable = createValue(true);
  const openId = createValue<string | null>(null);
  const spoken = createValue('');
  let hasBeenReady = false;
  /** Read while the link was down, up to which number: told when it is back. */
  const readMeanwhile = new Map<string, number>();
  /** Said of oneself while it was down. */
  let awayMeanwhile: boolean | null = null;
  let typingTold: { conversationId: string; at: number } | null = null;

  const hello = () => ({ type: 'hello' as const, clientId: newId(), version: PROTOCOL_VERSION });
  const connection = parts.connect({ hello, onNews, onState, outbox });
  const list = createList(api, meId);
  const threads = createThreads({ api, connection, newId });
  const outgoing = createOutgoing({ connection, outbox, now, newId });
  const typing = createTyping();
  const toasts = createToasts();

  function onState(state: ConnectionState) {
    link.set(state);
    if (state === 'ready') {
      // Before anything is asked for, so that the answers know.
      for (const [conversationId, seq] of readMeanwhile) connection.notify({ type: 'read.set', conversationId, seq });
      readMeanwhile.clear();
      if (awayMeanwhile !== null) connection.notify({ type: 'presence.set', isAway: awayMeanwhile });
      if (hasBeenReady) void list.reload();
      hasBeenReady = true;
      threads.resumeAll();
    } else if ((state === 'waiting' || state === 'refused') && navigator.onLine) {
      // A socket can not say "signed out" before it stands; the api can, and then calls its onSignedOut.
      api.me().then(me.set, () => undefined);
    }
  }

  function onNews(news: AgentNews) {
    switch (news.type) {
      case 'welcome':
        agents.set(news.agents);
        counts.set(news.counts);
        // The server remembers "away" over a reload, and forgets it over an evening.
        isAway.set(awayMeanwhile ?? news.agents.some(agent => agent.id === meId && !agent.isHere));
        awayMeanwhile = null;
        visitorsHere.set(new Set(news.visitorsHere));
        isStoreAvailable.set(news.isStoreAvailable);
        break;
      case 'store':
        isStoreAvailable.set(news.isAvailable);
        if (news.isAvailable) comeBack();
        break;
      case 'agents':
        agents.set(news.agents);
        break;
      case 'counts':
        counts.set(news.counts);
        break;
      case 'entry.added':
        takeEntry(news.entry, news.conversation, news.callback);
        break;
      case 'conversation.changed':
        takeConversation(news.conversation);
        break;
      case 'ack':
        if (news.entry) threads.takeEntry(news.entry);
        outgoing.settle(news.ref);
        break;
      case 'error':
        if (news.ref) outgoing.fail(news.ref, news.code);
        break;
      case 'typing':
        if (news.agentId !== meId) typing.set(news.conversationId, news.agentId, news.isTyping);
        break;
      case 'visitor.presence':
        visitorsHere.update(held => {
          const next = new Set(held);
          if (news.isHere) next.add(news.conversationId);
          else next.delete(news.conversationId);
          return next;
        });
        break;
    }
  }

  /** The store is back: what waits is sent without its pause, and what could not be read is read. */
  function comeBack() {
    connection.retry();
    void list.reload();
    threads.resumeAll();
  }

  function takeEntry(entry: Entry, conversation: Conversation, callback?: Callback) {
    if (entry.clientId) outgoing.settle(entry.clientId);
    // News of a repeat: its bell has rung.
    const isOld = (find(conversation.id)?.lastSeq ?? 0) >= entry.seq;
    threads.takeEntry(entry, conversation, callback);
    list.take(conversation, callback);
    if (entry.author.kind === 'agent') typing.set(conversation.id, entry.author.id, false);
    if (isOld || entry.author.kind !== 'visitor' || entry.body.kind === 'event') return;
    typing.set(conversation.id, null, false);
    spoken.set(t('spoken', { name: nameOf(conversation.contact), words: wordsOf(entry) }));
    if (conversation.assigneeId === null || conversation.assigneeId === meId) parts.onAttention(conversation, entry);
  }

  function takeConversation(conversation: Conversation) {
    threads.change(conversation.id, thread => ({ ...thread, conversation: later(thread.conversation, conversation) }));
    list.take(conversation);
  }

  function find(id: string): Conversation | null {
    const rows = [...list.rows.get().byId.values()];
    const inThread = threads.held.get().get(id)?.conversation;
    return inThread ?? rows.find(row => row.conversation.id === id)?.conversation ?? null;
  }

  const changes = createChanges({
    connection,
    outgoing,
    threads,
    toasts,
    list,
    agents,
    meId,
    newId,
    find,
    take: takeConversation,
  });

  api.sites().then(sites.set, () => undefined);
  api.cannedReplies().then(replies.set, () => undefined);
  connection.start();

  return {
    api,
    me,
    link,
    isDurable: parts.isDurable,
    agents,
    sites,
    replies,
    counts,
    visitorsHere,
    isAway,
    isStoreAvailable,
    list,
    threads,
    outgoing,
    typing,
    drafts: createDrafts(storage, meId),
    search: createSearch(api),
    toasts,
    openId,
    spoken,

    open(id) {
      openId.set(id);
      if (id) threads.open(id);
    },
    ...changes,
    resolveCallback(callback, result) {
      const what = 'outcome' in result ? result : { outcome: null, startAt: result.startAt };
      // What was said on the phone must not be lost with the link, so it goes through the outbox.
      connection
        .deliver({ type: 'callback.resolve', clientId: newId(), callbackId: callback.id, ...what })
        .catch(error => toasts.add(errorText(codeOf(error)), { tone: 'failed' }));
    },
    markRead(id) {
      const conversation = find(id);
      if (!conversation || !isUnread(conversation)) return;
      if (conversation.assigneeId !== null && conversation.assigneeId !== meId) return;
      const seq = conversation.lastVisitorSeq;
      takeConversation({ ...conversation, agentReadSeq: seq });
      if (connection.state === 'ready') connection.notify({ type: 'read.set', conversationId: id, seq });
      else readMeanwhile.set(id, seq);
    },
    tellTyping(conversationId, isTyping) {
      const isTold = typingTold?.conversationId === conversationId && now() - typingTold.at < LIMITS.typingMs / 2;
      if (isTyping ? isTold : !typingTold) return;
      typingTold = isTyping ? { conversationId, at: now() } : null;
      connection.notify({ type: 'typing.set', conversationId, isTyping });
    },
    setAway(next) {
      isAway.set(next);
      if (connection.state === 'ready') connection.notify({ type: 'presence.set', isAway: next });
      else awayMeanwhile = next;
    },
    takeContact(contact) {
      const { name, email, phone } = contact;
      for (const [id, thread] of threads.held.get()) {
        if (thread.person?.contact.id !== contact.id) continue;
        threads.change(id, now => ({ ...now, person: now.person && { ...now.person, contact } }));
        const conversation = find(id);
        if (conversation)
          takeConversation({ ...conversation, contact: { ...conversation.contact, name, email, phone } });
      }
    },
    retryLink() {
      if (connection.state === 'refused') connection.start();
      else connection.retry();
    },
    stop() {
      connection.stop();
      outbox.close();
    },
  };
}
