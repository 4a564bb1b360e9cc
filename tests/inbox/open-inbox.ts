import { signal } from '@preact/signals';
import { vi } from 'vitest';
import { createInbox, type Inbox } from '../../inbox/inbox.ts';
import { createApp } from '../../inbox/shell/app.ts';
import { ApiError } from '../../inbox/shell/http.ts';
import type { Connect } from '../../inbox/shell/link.ts';
import type { Conversation } from '../../protocol/conversations.ts';
import type { Entry } from '../../protocol/entries.ts';
import { createOutbox } from '../../protocol/wire/outbox.ts';
import { agent, COUNTS, detail, entry, me, START } from './fixtures.ts';
import { type Answers, createFakeHttp, createFakeLink } from './server.ts';

interface Options {
  storage?: Storage | null;
  answers?: Answers;
  /** Of the conversations that are not there with one entry. */
  entries?: Record<string, Entry[]>;
  /** Left out: the link is the test's. */
  connect?: Connect;
}

export const sarnai = { ...agent(), isHere: true, pause: null };
export const temuulen = { ...agent({ id: 'temuulen', name: 'Temuulen' }), isHere: true, pause: null };

/** A whole inbox whose server is the test. */
export function openInbox(known: Conversation[] = [], options: Options = {}) {
  const { storage = null, answers, entries = {}, connect } = options;
  const stored = new Map(known.map(each => [each.id, each]));
  const http = createFakeHttp({
    'GET me': me,
    'GET conversations': () => ({ conversations: [...stored.values()], cursor: null }),
    'GET callbacks': () => ({ callbacks: [], cursor: null }),
    ...Object.fromEntries(known.map(({ id }) => [`GET conversations/${id}`, () => read(id)])),
    ...answers,
  });
  function read(id: string) {
    const found = stored.get(id);
    if (!found) throw new ApiError('CONVERSATION_UNKNOWN');
    return detail(found, entries[id] ?? [entry(1, { conversationId: id })]);
  }
  const link = createFakeLink();
  const app = createApp({ storage, fetch: http.fetch, now: () => START });
  const rang: Entry[] = [];
  let made = 0;
  const inbox = createInbox({
    http: app.http,
    me: signal(me()),
    outbox: createOutbox('test', storage),
    isDurable: signal(true),
    storage,
    connect: connect ?? link.connect,
    now: () => START,
    newId: () => `id-${++made}-of-the-test`,
    onAttention: (_, what) => rang.push(what),
  });
  return {
    app,
    inbox,
    http,
    link,
    rang,
    /** What the server holds. */
    stored,
    welcome() {
      link.become('ready');
      link.tell({
        type: 'welcome',
        ref: 'hello-1',
        version: 2,
        agentId: 'sarnai',
        agents: [sarnai, temuulen],
        counts: COUNTS,
        calls: 0,
        waitReason: null,
        waitReasonOf: {},
        visitorsHere: [],
        mentions: { unread: 0, hasAny: false },
        isStoreAvailable: true,
        serverAt: START,
      });
    },
    added: (what: Entry, of: Conversation) => link.tell({ type: 'entry.added', entry: what, conversation: of }),
  };
}

/** The same, with a link and one conversation open beside the list of the agent's own. */
export async function openThread(known: Conversation[], id: string, entries?: Entry[]) {
  const desk = openInbox(known, { entries: entries ? { [id]: entries } : {} });
  desk.inbox.show({ view: 'mine', siteId: null, conversationId: id });
  desk.welcome();
  await vi.waitUntil(() => threadOf(desk.inbox, id)?.status === 'ready');
  await vi.waitUntil(() => desk.inbox.views.rows.value.status === 'ready');
  return desk;
}

export const threadOf = (inbox: Inbox, id: string) => inbox.conversations.threads.held.value.get(id);
export const seqsOf = (inbox: Inbox, id: string) => threadOf(inbox, id)!.entries.map(each => each.seq);
export const rowsOf = (inbox: Inbox) => inbox.views.rows.value.order;
export const toastsOf = (inbox: Inbox) => inbox.toasts.shown.value;
