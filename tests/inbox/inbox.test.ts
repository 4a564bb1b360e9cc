// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import type { Connect } from '../../inbox/shell/link.ts';
import { speak } from '../../inbox/shell/locale.ts';
import type { AgentFrameInput } from '../../protocol/agent.ts';
import { createConnection, type SocketLike } from '../../protocol/wire/connection.ts';
import { COUNTS, callback, contactSummary, conversation, entry, START } from './fixtures.ts';
import { openInbox, openThread, rowsOf, sarnai, seqsOf, temuulen } from './open-inbox.ts';

beforeEach(() => speak('en'));

describe('after a gap', () => {
  afterEach(() => void vi.useRealTimers());

  test('W8 an entry that skips numbers makes the thread ask for what lies between', async () => {
    const { inbox, link, added } = await openThread([conversation('a')], 'a');
    added(entry(4), conversation('a', { lastSeq: 4 }));
    const asked = link.asked.at(-1)!;
    expect(asked.command).toMatchObject({ type: 'conversation.resume', conversationId: 'a', afterSeq: 1 });
    asked.resolve({
      type: 'conversation.resumed',
      ref: asked.command.clientId!,
      conversation: conversation('a', { lastSeq: 4 }),
      entries: [entry(2), entry(3), entry(4)],
      callbacks: [],
      isFresh: false,
      hasEarlier: false,
    });
    await vi.waitFor(() => expect(seqsOf(inbox, 'a')).toEqual([1, 2, 3, 4]));
  });

  test('W8 what comes while the gap is asked for, and the answer does not bring, is asked for too', async () => {
    const { inbox, link, added } = await openThread([conversation('a')], 'a');
    added(entry(3), conversation('a', { lastSeq: 3 }));
    added(entry(4), conversation('a', { lastSeq: 4 }));
    const rest = { type: 'conversation.resumed' as const, callbacks: [], isFresh: false, hasEarlier: false };
    expect(link.ofType('conversation.resume')).toHaveLength(1);
    const first = [entry(2), entry(3)];
    const three = conversation('a', { lastSeq: 3 });
    link.asked.at(-1)!.resolve({ ...rest, ref: 'first', conversation: three, entries: first });
    await vi.waitFor(() => expect(link.ofType('conversation.resume').map(({ afterSeq }) => afterSeq)).toEqual([1, 3]));
    const four = conversation('a', { lastSeq: 4 });
    link.asked.at(-1)!.resolve({ ...rest, ref: 'second', conversation: four, entries: [entry(4)] });
    await vi.waitFor(() => expect(seqsOf(inbox, 'a')).toEqual([1, 2, 3, 4]));
    expect(link.ofType('conversation.resume')).toHaveLength(2);
  });

  test('W8 news that comes while the list is read outlives the older answer', async () => {
    const { inbox, added, welcome } = openInbox([conversation('a')]);
    welcome();
    inbox.show({ view: 'mine', siteId: null, conversationId: null });
    added(entry(1, { conversationId: 'b' }), conversation('b'));
    await vi.waitFor(() => expect(inbox.views.rows.value.status).toBe('ready'));
    expect(rowsOf(inbox)).toEqual(expect.arrayContaining(['a', 'b']));
  });

  test('W8 a link that is back reads the first page anew and resumes the open thread', async () => {
    const { inbox, link, http, stored, welcome } = await openThread([conversation('a')], 'a');
    link.become('waiting');
    stored.set('b', conversation('b'));
    http.calls.length = 0;
    welcome();
    expect(link.asked.at(-1)!.command).toMatchObject({ type: 'conversation.resume', afterSeq: 1 });
    await vi.waitFor(() => expect(rowsOf(inbox)).toEqual(expect.arrayContaining(['a', 'b'])));
    expect(http.asked('GET conversations')).toHaveLength(1);
  });

  test('W16 told to read anew, it reads list, threads and who is here by a new link, and keeps what it shows', async () => {
    vi.useFakeTimers();
    const sockets: FakeSocket[] = [];
    class FakeSocket implements SocketLike {
      sent: AgentFrameInput[] = [];
      onopen: SocketLike['onopen'] = null;
      onmessage: SocketLike['onmessage'] = null;
      onclose: SocketLike['onclose'] = null;
      constructor() {
        sockets.push(this);
      }
      send(text: string) {
        const command: AgentFrameInput = JSON.parse(text);
        this.sent.push(command);
        if (command.type !== 'views.watch') return;
        const data = JSON.stringify({ type: 'ack', ref: command.clientId });
        queueMicrotask(() => this.onmessage?.({ data }));
      }
      close() {}
    }
    const connect: Connect = options => createConnection({ url: '', WebSocket: FakeSocket, ...options });
    const { inbox, http, stored } = openInbox([conversation('a')], { connect });
    const { drafts, openId } = inbox.conversations;
    async function welcome(counts: typeof COUNTS, visitorsHere: string[]) {
      const socket = sockets.at(-1)!;
      socket.onopen!();
      const [hello] = socket.sent;
      const ref = hello!.type === 'hello' && hello!.clientId;
      const mentions = { unread: 0, hasAny: false };
      const more = { version: 2, agentId: 'sarnai', agents: [sarnai, temuulen], mentions, serverAt: START };
      socket.onmessage!({ data: JSON.stringify({ type: 'welcome', ref, counts, visitorsHere, ...more }) });
      await vi.advanceTimersByTimeAsync(0);
    }
    inbox.show({ view: 'mine', siteId: null, conversationId: 'a' });
    await welcome(COUNTS, []);
    drafts.set('a', 'message', 'half a sen');
    stored.set('b', conversation('b'));
    http.calls.length = 0;

    sockets[0]!.onmessage!({ data: '{"type":"resync"}' });
    await vi.advanceTimersByTimeAsync(4_000);
    expect([sockets.length, seqsOf(inbox, 'a'), openId.value]).toEqual([2, [1], 'a']);
    await welcome({ ...COUNTS, all: 2 }, ['b']);
    expect(http.calls.map(({ what, query }) => `${what} ${query.get('view')}`)).toEqual(['GET conversations mine']);
    expect(sockets[1]!.sent).toMatchObject([
      { type: 'hello' },
      { type: 'views.watch', view: 'mine', conversationId: 'a' },
      { type: 'conversation.resume', afterSeq: 1 },
    ]);
    expect([inbox.views.counts.value.all, [...inbox.visitors.here.value]]).toEqual([2, ['b']]);
    expect(rowsOf(inbox)).toEqual(expect.arrayContaining(['a', 'b']));
    expect(drafts.get('a', 'message')).toBe('half a sen');
    inbox.stop();
  });
});

describe('what a page shows', () => {
  const shown = { view: 'all', siteId: 'site', conversationId: null } as const;

  test('W19 is said after each welcome and when it becomes something else, settings aside', async () => {
    const { inbox, link, welcome } = openInbox([conversation('a')]);
    inbox.show(shown);
    expect(link.ofType('views.watch'), 'without a link').toEqual([]);
    welcome();
    const said = () => link.ofType('views.watch').map(({ clientId: _, type: __, ...rest }) => rest);
    expect(said()).toEqual([{ view: 'all', site: 'site', conversationId: null }]);
    inbox.show({ ...shown, conversationId: 'a' });
    inbox.show(null);
    expect(said().slice(1)).toEqual([{ view: 'all', site: 'site', conversationId: 'a' }]);
    link.become('waiting');
    welcome();
    expect(said()).toHaveLength(3);
  });

  test('W19 is told before its list is read, so that nothing falls between', async () => {
    const { inbox, link, http } = await openThread([conversation('a')], 'a');
    link.holdWatch();
    http.calls.length = 0;
    inbox.show(shown);
    await Promise.resolve();
    expect(http.calls).toEqual([]);
    link.asked.at(-1)!.resolve({ type: 'ack', ref: 'watch' });
    await vi.waitFor(() => expect(rowsOf(inbox)).toEqual(['a']));
    expect(http.asked('GET conversations')[0]!.query.get('view')).toBe('all');
  });

  test('W19 is told before a conversation is read, too', async () => {
    const { inbox, link, http } = await openThread([conversation('a'), conversation('b')], 'a');
    link.holdWatch();
    inbox.show({ ...shown, conversationId: 'b' });
    await Promise.resolve();
    expect(http.asked('GET conversations/b')).toEqual([]);
    link.asked.at(-1)!.resolve({ type: 'ack', ref: 'watch' });
    await vi.waitFor(() => expect(seqsOf(inbox, 'b')).toEqual([1]));
  });

  test('W19 R2 is told again after the pause that the server asked for, and read then', async () => {
    const { inbox, link, http } = await openThread([conversation('a')], 'a');
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    link.holdWatch();
    http.calls.length = 0;
    const told = link.ofType('views.watch').length;
    inbox.show(shown);
    link.asked.at(-1)!.reject({ code: 'RATE_LIMITED', retryAfterMs: 2_000 });
    await vi.advanceTimersByTimeAsync(1_999);
    expect([link.ofType('views.watch').length, http.calls]).toEqual([told + 1, []]);
    await vi.advanceTimersByTimeAsync(1);
    expect(link.asked.at(-1)!.command).toMatchObject({ type: 'views.watch', view: 'all' });
    link.asked.at(-1)!.resolve({ type: 'ack', ref: 'watch' });
    vi.useRealTimers();
    await vi.waitFor(() => expect(rowsOf(inbox)).toEqual(['a']));
  });

  test('W19 what was refused for a while is not told again once another place is shown', async () => {
    const { inbox, link } = await openThread([conversation('a')], 'a');
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    link.holdWatch();
    inbox.show(shown);
    link.asked.at(-1)!.reject({ code: 'RATE_LIMITED' });
    inbox.show({ ...shown, view: 'closed' });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(link.ofType('views.watch').map(({ view }) => view)).toEqual(['mine', 'all', 'closed']);
  });

  test('its list is read all the same when the link drops before the answer', async () => {
    const { inbox, link, http, welcome } = openInbox([conversation('a')]);
    welcome();
    link.holdWatch();
    inbox.show(shown);
    link.asked.at(-1)!.reject({ code: 'NOT_CONNECTED' });
    await vi.waitFor(() => expect(rowsOf(inbox)).toEqual(['a']));
    expect(http.asked('GET conversations').at(-1)!.query.get('view')).toBe('all');
  });
});

describe('news', () => {
  test('a visitor’s words end their typing, ring, and are spoken', async () => {
    const bolormaa = { contact: contactSummary('a', 'Bolormaa') };
    const { inbox, link, added, rang } = await openThread([conversation('a', bolormaa)], 'a');
    const { marks } = inbox.conversations.typing;
    link.tell({ type: 'typing', conversationId: 'a', agentId: null, isTyping: true });
    expect(marks.value.get('a')).toEqual([null]);
    added(entry(2), conversation('a', { ...bolormaa, lastSeq: 2 }));
    expect(marks.value.get('a')).toEqual([]);
    expect(inbox.notices.spoken.value).toBe('Bolormaa says: words 2');
    expect(rang).toHaveLength(1);
    // Told again, after a retry of the visitor's.
    added(entry(2), conversation('a', { ...bolormaa, lastSeq: 2 }));
    expect(rang).toHaveLength(1);
  });

  test('of calls move the callback queue', async () => {
    const { inbox, link } = openInbox();
    inbox.show({ view: 'callbacks', siteId: null, conversationId: null });
    await vi.waitFor(() => expect(inbox.views.rows.value.status).toBe('ready'));
    const news = { type: 'entry.added', entry: entry(1), conversation: conversation('a') } as const;
    link.tell({ ...news, callback: callback('call') });
    expect(rowsOf(inbox)).toEqual(['call']);
    link.tell({ ...news, entry: entry(2), callback: callback('call', { status: 'reached' }) });
    expect(rowsOf(inbox)).toEqual([]);
  });

  test('A1 who went away without a link stays away when it is back, and the server hears so', () => {
    const { inbox, link, welcome } = openInbox();
    const { pause, setPause } = inbox.agents;
    const away = { isFinishing: false, reason: null, note: '', until: null };
    welcome();
    link.become('waiting');
    setPause(away);
    expect(link.ofType('presence.set')).toEqual([]);
    welcome();
    expect(pause.value).toEqual(away);
    expect(link.ofType('presence.set')).toEqual([{ type: 'presence.set', isAway: true, ...away }]);
    link.become('waiting');
    welcome();
    expect(pause.value, 'after that the server knows').toBe(null);
  });
});

test('W17 a store in trouble is known by news and by the welcome; when it is over what waits goes and what could not be read is', async () => {
  const { inbox, link, http, welcome } = await openThread([conversation('a')], 'a');
  const { isStoreAvailable } = inbox;
  expect(isStoreAvailable.value).toBe(true);
  link.tell({ type: 'store', isAvailable: false });
  expect(isStoreAvailable.value).toBe(false);
  http.calls.length = 0;
  link.tell({ type: 'store', isAvailable: true });
  expect(isStoreAvailable.value).toBe(true);
  expect(link.retries).toBe(1);
  await vi.waitFor(() => expect(http.calls.map(({ what }) => what)).toEqual(['GET conversations']));
  link.tell({ type: 'store', isAvailable: false });
  // It was mended, and another server of the same desk welcomes.
  welcome();
  expect(isStoreAvailable.value).toBe(true);
});
