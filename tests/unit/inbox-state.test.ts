// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { type Api, ApiError } from '../../inbox/api.ts';
import { loadLocale } from '../../inbox/i18n/index.ts';
import { createInbox, type Inbox, type InboxParts } from '../../inbox/state.ts';
import { createValue } from '../../inbox/value.ts';
import type { AgentFrameInput, AgentNews } from '../../protocol/agent.ts';
import type { Conversation } from '../../protocol/conversations.ts';
import type { Entry } from '../../protocol/entries.ts';
import { type ConnectionState, createConnection, type SocketLike } from '../../protocol/wire/connection.ts';
import { createOutbox } from '../../protocol/wire/outbox.ts';
import { agent, callback, contactSummary, conversation, detail, entry, me, START } from './inbox-fixtures.ts';

beforeEach(() => loadLocale('en'));

const COUNTS = { mine: 0, unassigned: 0, all: 0, callbacks: 0, mineUnread: 0 };
const temuulen = { ...agent({ id: 'temuulen', name: 'Temuulen' }), isHere: true };
const sarnai = { ...agent(), isHere: true };

type Sent = AgentFrameInput & { clientId?: string };

interface Parts {
  storage?: Storage;
  details?: Record<string, Entry[]>;
  /** Left out: a connection that is this test. */
  connect?: InboxParts['connect'];
}

/** An inbox whose server is this test: it sees what is sent, answers, and tells news. */
function open(known: Conversation[] = [], parts: Parts = {}) {
  const sent: Sent[] = [];
  const asked: { command: Sent; resolve(news: AgentNews): void; reject(reason: unknown): void }[] = [];
  const rang: Entry[] = [];
  let tell: (news: AgentNews) => void = () => undefined;
  let state: ConnectionState = 'idle';
  let onState: (next: ConnectionState) => void = () => undefined;
  const calls: string[] = [];
  const stored = new Map(known.map(each => [each.id, each]));
  const api = {
    me: async () => me(),
    sites: async () => [],
    cannedReplies: async () => [],
    conversations: async ({ view }: { view: string }) => {
      calls.push(`conversations ${view}`);
      return { conversations: [...stored.values()], cursor: null };
    },
    callbacks: async () => ({ callbacks: [], cursor: null }),
    conversation: async (id: string) => {
      calls.push(`conversation ${id}`);
      const found = stored.get(id);
      if (!found) throw new ApiError('CONVERSATION_UNKNOWN');
      return detail(found, parts.details?.[id] ?? [entry(1, { conversationId: id })]);
    },
  } as unknown as Api;
  let made = 0;
  const outbox = createOutbox('test', parts.storage ?? null);
  const inbox: Inbox = createInbox({
    api,
    me: me(),
    outbox,
    isDurable: createValue(true),
    storage: parts.storage ?? null,
    now: () => START,
    newId: () => `id-${++made}-of-the-test`,
    onAttention: (_, what) => rang.push(what),
    connect(options) {
      if (parts.connect) return parts.connect(options);
      tell = options.onNews;
      onState = next => {
        state = next;
        options.onState(next);
      };
      return {
        get state() {
          return state;
        },
        start: () => undefined,
        stop: () => undefined,
        retry: () => void calls.push('retry'),
        deliver: command => {
          sent.push(command);
          return new Promise(() => undefined);
        },
        request: command => {
          sent.push(command);
          return new Promise((resolve, reject) => asked.push({ command, resolve, reject }));
        },
        notify: command => void sent.push(command),
      };
    },
  });
  const welcome = () => {
    onState('ready');
    tell({
      type: 'welcome',
      ref: 'hello-1',
      version: 1,
      agentId: 'sarnai',
      agents: [sarnai, temuulen],
      counts: COUNTS,
      visitorsHere: [],
      isStoreAvailable: true,
      serverAt: START,
    });
  };
  const added = (what: Entry, of: Conversation) => tell({ type: 'entry.added', entry: what, conversation: of });
  return {
    inbox,
    sent,
    asked,
    rang,
    calls,
    stored,
    tell: (news: AgentNews) => tell(news),
    added,
    welcome,
    onState: (next: ConnectionState) => onState(next),
  };
}

const textsOf = (inbox: Inbox, id: string) =>
  inbox.threads.held
    .get()
    .get(id)!
    .entries.map(each => each.seq);
const shownOf = (inbox: Inbox) => inbox.list.rows.get().order;
const thread = (inbox: Inbox, id: string) => inbox.threads.held.get().get(id);

async function opened(known: Conversation[], id: string, entries?: Entry[]) {
  const test = open(known, { details: entries ? { [id]: entries } : {} });
  test.inbox.list.show('mine', null);
  test.welcome();
  test.inbox.open(id);
  await vi.waitFor(() => expect(thread(test.inbox, id)?.status).toBe('ready'));
  return test;
}

describe('an answer on its way', () => {
  it('ST2 shows at once, and becomes the stored entry by its client id, once', async () => {
    const { inbox, sent, tell, added } = await opened([conversation('a')], 'a');
    inbox.outgoing.send('a', 'message', 'Friday is fine');
    const [frame] = sent.filter(each => each.type === 'message.send');
    expect(inbox.outgoing.pending.get()).toMatchObject([{ text: 'Friday is fine', failure: null }]);
    const stored = entry(2, {
      clientId: frame!.clientId!,
      author: { kind: 'agent', id: 'sarnai', name: 'Sarnai' },
      body: { kind: 'message', text: 'Friday is fine' },
    });
    tell({ type: 'ack', ref: frame!.clientId!, entry: stored });
    added(stored, conversation('a', { lastSeq: 2 }));
    expect(inbox.outgoing.pending.get()).toEqual([]);
    expect(textsOf(inbox, 'a')).toEqual([1, 2]);
  });

  it('ST2 that another tab has sent is settled by the news of it', async () => {
    const { inbox, sent, added } = await opened([conversation('a')], 'a');
    inbox.outgoing.send('a', 'note', 'to us');
    added(
      entry(2, { clientId: sent.at(-1)!.clientId!, body: { kind: 'note', text: 'to us' } }),
      conversation('a', { lastSeq: 2 }),
    );
    expect(inbox.outgoing.pending.get()).toEqual([]);
  });

  it('C2 what an earlier page left in the outbox shows as sending and is settled by its ack', async () => {
    localStorage.clear();
    const outbox = createOutbox('test', localStorage);
    const left = { type: 'message.send', clientId: 'left-behind-1', conversationId: 'a', text: 'Still here' };
    await outbox.add(left);
    const { inbox, tell } = open([conversation('a')], { storage: localStorage });
    await vi.waitFor(() =>
      expect(inbox.outgoing.pending.get()).toMatchObject([{ text: 'Still here', kind: 'message' }]),
    );
    tell({ type: 'ack', ref: 'left-behind-1' });
    expect(inbox.outgoing.pending.get()).toEqual([]);
  });

  it('C4 stays and can be sent again when the server refuses it for good', async () => {
    const { inbox, sent, tell } = await opened([conversation('a')], 'a');
    inbox.outgoing.send('a', 'note', 'Too long');
    const { clientId } = sent.at(-1)!;
    tell({ type: 'error', code: 'RATE_LIMITED', ref: clientId! });
    expect(inbox.outgoing.pending.get()[0]!.failure).toBeNull();
    tell({ type: 'error', code: 'TEXT_TOO_LONG', ref: clientId! });
    expect(inbox.outgoing.pending.get()[0]!.failure).toBe('TEXT_TOO_LONG');
    inbox.outgoing.retry(clientId!);
    expect(inbox.outgoing.pending.get()).toMatchObject([{ text: 'Too long', failure: null }]);
    expect(sent.at(-1)).toMatchObject({ type: 'note.add', text: 'Too long' });
    expect(sent.at(-1)!.clientId).not.toBe(clientId);
  });
});

describe('after a gap', () => {
  it('W8 an entry that skips numbers makes the thread ask for what lies between', async () => {
    const { inbox, asked, added } = await opened([conversation('a')], 'a');
    added(entry(4), conversation('a', { lastSeq: 4 }));
    expect(asked.at(-1)!.command).toMatchObject({ type: 'conversation.resume', conversationId: 'a', afterSeq: 1 });
    asked.at(-1)!.resolve({
      type: 'conversation.resumed',
      ref: asked.at(-1)!.command.clientId!,
      conversation: conversation('a', { lastSeq: 4 }),
      entries: [entry(2), entry(3), entry(4)],
      callbacks: [],
      isFresh: false,
      hasEarlier: false,
    });
    await vi.waitFor(() => expect(textsOf(inbox, 'a')).toEqual([1, 2, 3, 4]));
  });

  it('W8 news that comes while the list is read outlives the older answer', async () => {
    const { inbox, added, welcome } = open([conversation('a')]);
    welcome();
    inbox.list.show('mine', null);
    added(entry(1, { conversationId: 'b' }), conversation('b'));
    await vi.waitFor(() => expect(inbox.list.rows.get().status).toBe('ready'));
    expect(shownOf(inbox)).toEqual(expect.arrayContaining(['a', 'b']));
  });

  it('W8 a link that is back reads the first page anew and resumes the open thread', async () => {
    const { inbox, asked, calls, stored, onState, welcome } = await opened([conversation('a')], 'a');
    onState('waiting');
    stored.set('b', conversation('b'));
    calls.length = 0;
    welcome();
    expect(asked.at(-1)!.command).toMatchObject({ type: 'conversation.resume', afterSeq: 1 });
    await vi.waitFor(() => expect(shownOf(inbox)).toEqual(expect.arrayContaining(['a', 'b'])));
    expect(calls).toContain('conversations mine');
  });

  it('W16 told to read anew, it reads list, threads and who is here by a new link, and keeps what it shows', async () => {
    vi.useFakeTimers();
    const sockets: (SocketLike & { sent: Sent[] })[] = [];
    class Socket {
      sent: Sent[] = [];
      onopen = null;
      onmessage = null;
      onclose = null;
      constructor() {
        sockets.push(this);
      }
      send(text: string) {
        this.sent.push(JSON.parse(text));
      }
      close() {}
    }
    const connect: InboxParts['connect'] = options => createConnection({ url: '', WebSocket: Socket, ...options });
    const test = open([conversation('a')], { connect });
    const welcome = async (counts: typeof COUNTS, visitorsHere: string[]) => {
      const socket = sockets.at(-1)!;
      socket.onopen!();
      const { clientId: ref } = socket.sent[0]!;
      const more = { version: 1, agentId: 'sarnai', agents: [sarnai, temuulen], serverAt: START };
      socket.onmessage!({ data: JSON.stringify({ type: 'welcome', ref, counts, visitorsHere, ...more }) });
      await vi.advanceTimersByTimeAsync(0);
    };
    const { inbox, calls, stored } = test;
    inbox.list.show('mine', null);
    inbox.open('a');
    await welcome(COUNTS, []);
    inbox.drafts.set('a', 'message', 'half a sen');
    stored.set('b', conversation('b'));
    calls.length = 0;

    sockets[0]!.onmessage!({ data: '{"type":"resync"}' });
    await vi.advanceTimersByTimeAsync(4_000);
    expect([sockets.length, textsOf(inbox, 'a'), inbox.openId.get()]).toEqual([2, [1], 'a']);
    await welcome({ ...COUNTS, all: 2 }, ['b']);
    expect(calls).toEqual(['conversations mine']);
    expect(sockets[1]!.sent).toMatchObject([{ type: 'hello' }, { type: 'conversation.resume', afterSeq: 1 }]);
    expect([inbox.counts.get().all, [...inbox.visitorsHere.get()]]).toEqual([2, ['b']]);
    expect(shownOf(inbox)).toEqual(expect.arrayContaining(['a', 'b']));
    expect(inbox.drafts.get('a', 'message')).toBe('half a sen');
    inbox.stop();
    vi.useRealTimers();
  });
});

describe('changes that show at once', () => {
  it('close only when the answer before is stored, which would open the conversation again', async () => {
    const { inbox, sent, tell } = await opened([conversation('a')], 'a');
    inbox.outgoing.send('a', 'message', 'Goodbye');
    const { clientId } = sent.at(-1)!;
    inbox.close('a');
    expect(sent.at(-1)).toMatchObject({ type: 'message.send' });
    tell({
      type: 'ack',
      ref: clientId!,
      entry: entry(2, { clientId, author: { kind: 'agent', id: 'sarnai', name: 'Sarnai' } }),
    });
    await vi.waitFor(() => expect(sent.at(-1)).toMatchObject({ type: 'conversation.close', conversationId: 'a' }));
  });

  it('closes, offers the way back, and the undo reopens', async () => {
    const { inbox, sent, asked } = await opened([conversation('a')], 'a');
    inbox.close('a');
    expect(thread(inbox, 'a')!.conversation!.status).toBe('closed');
    expect(shownOf(inbox)).toEqual([]);
    expect(sent.at(-1)).toMatchObject({ type: 'conversation.close', conversationId: 'a' });
    asked.at(-1)!.resolve({ type: 'ack', ref: 'x' });
    inbox.toasts.undoLast();
    expect(sent.at(-1)).toMatchObject({ type: 'conversation.reopen', conversationId: 'a' });
    expect(shownOf(inbox)).toEqual(['a']);
  });

  it('RT5 a claim that came second goes back to the server’s word and says who was faster', async () => {
    const { inbox, asked, stored } = await opened([conversation('a', { assigneeId: null })], 'a');
    inbox.claim('a');
    expect(thread(inbox, 'a')!.conversation!.assigneeId).toBe('sarnai');
    stored.set('a', conversation('a', { assigneeId: 'temuulen', lastSeq: 2 }));
    asked.at(-1)!.reject({ code: 'ALREADY_CLAIMED' });
    await vi.waitFor(() => expect(inbox.toasts.shown.get()).toMatchObject([{ tone: 'failed', undo: null }]));
    expect(inbox.toasts.shown.get()[0]!.text).toBe('Temuulen was faster.');
    expect(thread(inbox, 'a')!.conversation!.assigneeId).toBe('temuulen');
  });

  it('an assignment without a link is taken back and said', async () => {
    const { inbox, asked, stored } = await opened([conversation('a')], 'a');
    inbox.assign('a', 'temuulen');
    // Reading it anew fails without a link, too.
    stored.clear();
    expect(shownOf(inbox)).toEqual([]);
    asked.at(-1)!.reject({ code: 'NOT_CONNECTED' });
    await vi.waitFor(() => expect(shownOf(inbox)).toEqual(['a']));
    expect(inbox.toasts.shown.get()[0]!.tone).toBe('failed');
  });
});

describe('read marks and typing', () => {
  it('marks what the agent sees, once, and only what is theirs to answer', async () => {
    const { inbox, sent } = await opened([conversation('a'), conversation('b', { assigneeId: 'temuulen' })], 'a');
    inbox.markRead('a');
    inbox.markRead('a');
    expect(sent.filter(each => each.type === 'read.set')).toEqual([{ type: 'read.set', conversationId: 'a', seq: 1 }]);
    inbox.markRead('b');
    expect(sent.filter(each => each.type === 'read.set')).toHaveLength(1);
  });

  it('W13 tells what was read without a link when it is back, before it asks what was missed', async () => {
    const { inbox, sent, onState, welcome } = await opened([conversation('a')], 'a');
    onState('waiting');
    inbox.markRead('a');
    expect(sent.filter(each => each.type === 'read.set')).toEqual([]);
    sent.length = 0;
    welcome();
    expect(sent.map(({ type }) => type)).toEqual(['read.set', 'conversation.resume']);
    onState('waiting');
    welcome();
    expect(sent.filter(each => each.type === 'read.set')).toHaveLength(1);
  });

  it('A1 who went away without a link stays away when it is back, and the server hears so', async () => {
    const { inbox, sent, onState, welcome } = open();
    welcome();
    onState('waiting');
    inbox.setAway(true);
    expect(sent.filter(each => each.type === 'presence.set')).toEqual([]);
    welcome();
    expect(inbox.isAway.get()).toBe(true);
    expect(sent.filter(each => each.type === 'presence.set')).toEqual([{ type: 'presence.set', isAway: true }]);
    onState('waiting');
    welcome();
    expect(inbox.isAway.get(), 'after that the server knows').toBe(false);
  });

  it('tells of typing once in a while, and when it ends', async () => {
    const { inbox, sent } = await opened([conversation('a')], 'a');
    for (let key = 0; key < 5; key++) inbox.tellTyping('a', true);
    inbox.tellTyping('a', false);
    expect(sent.filter(each => each.type === 'typing.set').map(each => 'isTyping' in each && each.isTyping)).toEqual([
      true,
      false,
    ]);
  });

  it('a visitor’s words end their typing, ring, and are spoken', async () => {
    const { inbox, added, tell, rang } = await opened(
      [conversation('a', { contact: contactSummary('a', 'Bolormaa') })],
      'a',
    );
    tell({ type: 'typing', conversationId: 'a', agentId: null, isTyping: true });
    expect(inbox.typing.marks.get().get('a')).toEqual([null]);
    added(entry(2), conversation('a', { contact: contactSummary('a', 'Bolormaa'), lastSeq: 2 }));
    expect(inbox.typing.marks.get().get('a')).toEqual([]);
    expect(inbox.spoken.get()).toBe('Bolormaa says: words 2');
    expect(rang).toHaveLength(1);
    // Told again, after a retry of the visitor's.
    added(entry(2), conversation('a', { contact: contactSummary('a', 'Bolormaa'), lastSeq: 2 }));
    expect(rang).toHaveLength(1);
    added(entry(1, { conversationId: 'c' }), conversation('c', { assigneeId: 'temuulen' }));
    expect(rang).toHaveLength(1);
  });
});

describe('the callback queue', () => {
  it('follows the news of calls', async () => {
    const { inbox, tell } = open([]);
    inbox.list.show('callbacks', null);
    await vi.waitFor(() => expect(inbox.list.rows.get().status).toBe('ready'));
    const news = { type: 'entry.added', entry: entry(1), conversation: conversation('a') } as const;
    tell({ ...news, callback: callback('call') });
    expect(shownOf(inbox)).toEqual(['call']);
    tell({ ...news, entry: entry(2), callback: callback('call', { status: 'reached' }) });
    expect(shownOf(inbox)).toEqual([]);
  });
});

describe('a store in trouble', () => {
  it('W17 is known by news and by the welcome; when it is over what waits goes and what could not be read is', async () => {
    const { inbox, tell, welcome, calls } = await opened([conversation('a')], 'a');
    expect(inbox.isStoreAvailable.get()).toBe(true);
    tell({ type: 'store', isAvailable: false });
    expect(inbox.isStoreAvailable.get()).toBe(false);
    calls.length = 0;
    tell({ type: 'store', isAvailable: true });
    expect(inbox.isStoreAvailable.get()).toBe(true);
    expect(calls).toEqual(['retry', 'conversations mine']);
    tell({ type: 'store', isAvailable: false });
    // It was mended, and another server of the same desk welcomes.
    welcome();
    expect(inbox.isStoreAvailable.get()).toBe(true);
  });
});

describe('drafts', () => {
  it('C5 outlive the page, by conversation and kind', () => {
    localStorage.clear();
    const { inbox } = open([], { storage: localStorage });
    inbox.drafts.set('a', 'message', 'half a sen');
    inbox.drafts.set('a', 'note', 'to us');
    const again = open([], { storage: localStorage }).inbox;
    expect(again.drafts.get('a', 'message')).toBe('half a sen');
    expect(again.drafts.get('a', 'note')).toBe('to us');
    expect(again.drafts.get('b', 'message')).toBe('');
    again.drafts.set('a', 'message', '');
    expect(open([], { storage: localStorage }).inbox.drafts.get('a', 'message')).toBe('');
  });
});
