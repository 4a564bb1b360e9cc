// @vitest-environment happy-dom
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { EntryBody, VisitorEntry } from '../../protocol/entries.ts';
import type { VisitorFrame, VisitorNews } from '../../protocol/visitor.ts';
import { createOutbox } from '../../protocol/wire/outbox.ts';
import * as english from '../../widget/i18n/en.ts';
import { aTaskLater } from '../helpers/a-task-later.ts';

/** The server's end of the panel's one socket. */
class Server {
  static all: Server[] = [];
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;
  readonly heard: VisitorFrame[] = [];
  readonly url: string;
  constructor(url: string) {
    this.url = url;
    Server.all.push(this);
  }
  send(text: string) {
    this.heard.push(JSON.parse(text));
  }
  close() {}
  /** The last command of this type. */
  last<Type extends VisitorFrame['type']>(type: Type) {
    return this.heard.findLast(frame => frame.type === type) as Extract<VisitorFrame, { type: Type }> | undefined;
  }
  tell(news: VisitorNews) {
    this.onmessage!({ data: JSON.stringify(news) });
  }
  welcome(more: Partial<Extract<VisitorNews, { type: 'welcome' }>> = {}) {
    this.onopen!();
    this.tell({
      type: 'welcome',
      ref: this.last('hello')!.clientId,
      version: 1,
      visitorId: 'v',
      token: 'token',
      site: {
        key: 'k',
        name: 'Altan',
        accent: '#0b6b57',
        channels: ['chat'],
        locale: 'en',
        timeZone: 'UTC',
        greeting: '',
        consent: '',
      },
      availability: {
        state: 'here',
        agents: ['Sarnai'],
        answersInMs: null,
        opensAt: null,
        closesAt: null,
        callsUntil: null,
      },
      conversation: null,
      entries: [],
      isFresh: true,
      hasEarlier: false,
      serverAt: 0,
      ...more,
    });
  }
}

/** What the page has loaded: fresh for each, as its state is that of one page. */
async function loadModules() {
  const [session, link, chat, forms, ways, { desk }, { saved, write }, { view }, { speak }, { files }] =
    await Promise.all([
      import('../../widget/panel/session.ts'),
      import('../../widget/panel/link.ts'),
      import('../../widget/features/chat/state.ts'),
      import('../../widget/forms/state.ts'),
      import('../../widget/features/chat/other-ways.tsx'),
      import('../../widget/panel/site.ts'),
      import('../../widget/panel/saved.ts'),
      import('../../widget/panel/view.ts'),
      import('../../widget/panel/language.ts'),
      import('../../widget/features/files/load-files.ts'),
    ]);
  return { session, link, chat, forms, ways, desk, saved, write, view, speak, files };
}
let page: Awaited<ReturnType<typeof loadModules>>;
/** What the page shows at this moment. */
const now = () => ({
  ...page.link.link.now,
  ...page.chat.chat.now,
  ...page.forms.forms.now,
  ...page.desk.now,
  ...page.view.now,
  saved: page.saved.now,
});
let events: [name: string, detail: unknown][];
const server = () => Server.all.at(-1)!;
const talk = { id: 'c', status: 'open' as const, assignee: null, lastSeq: 0, agentReadSeq: 0, visitorReadSeq: 0 };

function entry(
  seq: number,
  text: string,
  from: 'visitor' | 'agent' = 'visitor',
  clientId: string | null = null,
): VisitorEntry {
  const author = from === 'agent' ? { kind: from, id: 'a', name: 'Sarnai' } : { kind: from };
  return { conversationId: 'c', seq, clientId, author, body: { kind: 'message', text } as EntryBody, createdAt: seq };
}
const texts = () => now().entries.map(({ body }) => (body.kind === 'message' ? body.text : body.kind));

/** A page is opened: fresh modules over the same storage. */
async function openPage(): Promise<void> {
  vi.resetModules();
  page = await loadModules();
  page.speak(english);
  page.session.begin('k', 'https://desk.example/');
}
/** The command of this type, once the page has sent it. */
const sent = <Type extends VisitorFrame['type']>(type: Type) =>
  vi.waitFor(() => {
    const command = server().last(type);
    if (!command) throw new Error(`wanted ${type}, the page sent ${server().heard.map(each => each.type)}`);
    return command;
  });
/** Waits until the page shows it so. */
const becomes = (shown: () => unknown, wanted: unknown) => vi.waitFor(() => expect(shown()).toEqual(wanted));
/** The messages on their way, once there are so many. */
const waits = async (count: number) => {
  await becomes(() => now().waiting.length, count);
  return now().waiting;
};

beforeEach(async () => {
  localStorage.clear();
  Server.all = [];
  events = [];
  vi.stubGlobal('WebSocket', Server);
  vi.spyOn(document, 'dispatchEvent').mockImplementation(event => {
    events.push([event.type, (event as CustomEvent).detail]);
    return true;
  });
  await openPage();
  return () => page.session.end();
});

test('Q1 nothing is stored and nobody is called before the visitor begins', async () => {
  await aTaskLater();
  expect(Server.all).toEqual([]);
  expect(localStorage).toHaveLength(0);
});

test('a known visitor is called for at once, with the token that the server gave', async () => {
  page.link.connect();
  server().welcome();
  await openPage();
  expect(server().url).toBe('wss://desk.example/v1/visitor');
  server().onopen!();
  expect(server().last('hello')!.token).toBe('token');
});

test('a token that opens nothing is dropped, and the hello is said anew', async () => {
  page.link.connect();
  server().welcome();
  await openPage();
  server().onopen!();
  server().tell({ type: 'error', code: 'TOKEN_INVALID', ref: server().last('hello')!.clientId });
  expect(Server.all).toHaveLength(3);
  server().onopen!();
  expect(server().last('hello')!.token).toBeUndefined();
});

test('ST2 a message stands once, whether its ack or its news comes first', async () => {
  page.link.connect();
  server().welcome();
  page.chat.send('Hello');
  await becomes(() => now().waiting.map(({ text }) => text), ['Hello']);
  const { clientId } = await sent('message.send');
  server().tell({
    type: 'entry.added',
    previousSeq: 0,
    entry: entry(1, 'Hello', 'visitor', clientId),
    conversation: { ...talk, lastSeq: 1 },
  });
  server().tell({ type: 'ack', ref: clientId, entry: entry(1, 'Hello', 'visitor', clientId) });
  await waits(0);
  expect(texts()).toEqual(['Hello']);
});

test('C2 what was sent on a dead link waits over a reload, under its id', async () => {
  page.link.connect();
  page.chat.send('Are you there?');
  const [kept] = await waits(1);
  page.session.end();
  await openPage();
  page.link.connect();
  await becomes(() => now().waiting, [kept]);
  server().welcome();
  expect(await sent('message.send')).toEqual(kept);
});

test('C2 what another tab has sent for this one, and the server will never take, is shown as failed here too', async () => {
  page.link.connect();
  page.chat.send('Hello');
  const [kept] = await waits(1);
  // The other tab was faster with the link, heard the refusal, and took it out of the line.
  localStorage.clear();
  page.session.onStorage();
  await waits(0);
  server().welcome();
  // It is asked about all the same: this tab has not heard what became of it.
  const { clientId } = await sent('message.send');
  server().tell({ type: 'error', code: 'CHANNEL_OFF', ref: clientId });
  await becomes(() => [now().waiting, now().failed], [[], [kept]]);
});

test('C4 what the server will never take is shown as failed and can be tried again under its id', async () => {
  page.link.connect();
  server().welcome();
  page.chat.send('Hello');
  const { clientId } = await sent('message.send');
  server().tell({ type: 'error', code: 'CHANNEL_OFF', ref: clientId });
  await becomes(() => [now().waiting, now().failed.map(each => each.clientId)], [[], [clientId]]);
  expect(events).toContainEqual(['deskbell:error', { code: 'CHANNEL_OFF' }]);
  page.chat.send('Hello', clientId);
  await becomes(() => [now().waiting.map(each => each.clientId), now().failed], [[clientId], []]);
});

describe('C6 a message with files', () => {
  /** A file that was chosen in the composer, as the page holds it, and a server for its bytes. */
  async function choose(name = 'roses.png') {
    const answers: Record<string, (answer: unknown, status?: number) => void> = {};
    vi.stubGlobal('fetch', (url: string, { method, signal }: RequestInit) => {
      const what = `${method} ${url.replace(/^.*\/files/, '/files')}`;
      return new Promise<Response>((resolve, reject) => {
        signal?.addEventListener('abort', () => reject(signal.reason));
        answers[what] = (answer, status = 200) => resolve(Response.json(answer, { status }));
      });
    });
    page.link.connect();
    server().welcome();
    page.desk.change({ site: { ...now().site!, files: { maxCount: 5, maxBytes: 1e6, kinds: ['image'] } } });
    await page.files.load();
    const state = await import('../../widget/features/files/state.ts');
    await state.add('chat', [new File(['bytes'], name)]);
    /** Answers the call once it was made. */
    async function answer(what: string, body: object, status?: number) {
      await vi.waitFor(() => expect(Object.keys(answers)).toContain(what));
      answers[what]!(body, status);
    }
    const file = { id: 'f1', name, size: 5, type: 'image/png', kind: 'image', hasPreview: false };
    return {
      state,
      answer,
      async finish() {
        await answer('POST /files', { id: 'f1', offset: 0 }, 201);
        await answer('PATCH /files/f1', { id: 'f1', offset: 5, file });
      },
    };
  }
  const said = () =>
    server().heard.flatMap(frame => (frame.type === 'message.send' ? [[frame.text, frame.files]] : []));

  test('waits for them in its place in line, and goes by the names that the server gave', async () => {
    const { finish, state } = await choose();
    page.chat.send('Look');
    page.chat.send('And?');
    await waits(2);
    await aTaskLater();
    expect(said()).toEqual([]);
    await finish();
    await becomes(said, [['Look', ['f1']]]);
    const { clientId } = server().last('message.send')!;
    expect(state.filesOf(clientId)).toHaveLength(1);
    server().tell({ type: 'ack', ref: clientId, entry: entry(1, 'Look', 'visitor', clientId) });
    await becomes(said, [
      ['Look', ['f1']],
      ['And?', undefined],
    ]);
    expect(state.filesOf(clientId)).toEqual([]);
  });

  test('that the server will not have is shown as failed, with its words', async () => {
    const { answer } = await choose();
    page.chat.send('Look');
    await answer('POST /files', { code: 'FILE_KIND' }, 422);
    await becomes(() => now().failed.map(({ text }) => text), ['Look']);
    await becomes(() => now().waiting, []);
    expect(said()).toEqual([]);
  });

  test('is not sent at all where its only file was stopped and it has no words', async () => {
    const { state } = await choose();
    page.chat.send('');
    const [waiting] = await waits(1);
    state.remove(waiting!.files![0]!);
    await becomes(() => [now().waiting, now().failed], [[], []]);
    expect(said()).toEqual([]);
  });

  test('whose file went with an earlier page says so, and keeps its words', async () => {
    await createOutbox('deskbell:k', localStorage).add({
      type: 'message.send',
      clientId: 'left-by-a-page',
      text: 'Look',
      files: ['nobody-has-it'],
    } as never);
    await openPage();
    page.link.connect();
    server().welcome();
    await becomes(() => now().failed.map(({ text }) => text), ['Look']);
    expect(events).toContainEqual(['deskbell:error', { code: 'FILE_LOST' }]);
  });
});

test('ST1 a store that is away is said so, and the message stays on its way', async () => {
  page.link.connect();
  server().welcome();
  page.chat.send('Hello');
  const { clientId } = await sent('message.send');
  server().tell({ type: 'error', code: 'STORE_UNAVAILABLE', ref: clientId });
  await becomes(() => [now().isDown, now().waiting.length, now().failed], [true, 1, []]);
});

test('W8 a gap in the numbers is asked for, and entries stand in their order', async () => {
  page.link.connect();
  server().welcome({ conversation: { ...talk, lastSeq: 1 }, entries: [entry(1, 'one')] });
  server().tell({
    type: 'entry.added',
    previousSeq: 3,
    entry: entry(4, 'four', 'agent'),
    conversation: { ...talk, lastSeq: 4 },
  });
  const resume = server().last('conversation.resume')!;
  expect(resume.afterSeq).toBe(1);
  const rest = [entry(2, 'two'), entry(4, 'four', 'agent')];
  server().tell({
    type: 'conversation.resumed',
    ref: resume.clientId,
    conversation: { ...talk, lastSeq: 4 },
    entries: rest,
    isFresh: false,
    hasEarlier: false,
  });
  expect(texts()).toEqual(['one', 'two', 'four']);
  // Number 3 is a note among agents: the gap is closed all the same.
  server().tell({
    type: 'entry.added',
    previousSeq: 4,
    entry: entry(5, 'five', 'agent'),
    conversation: { ...talk, lastSeq: 5 },
  });
  expect(server().heard.filter(({ type }) => type === 'conversation.resume')).toHaveLength(1);
});

test('W8 a gap stays asked for until it is closed: a new link asks again from there', async () => {
  page.link.connect();
  server().welcome({ conversation: { ...talk, lastSeq: 1 }, entries: [entry(1, 'one')] });
  server().tell({
    type: 'entry.added',
    previousSeq: 3,
    entry: entry(4, 'four', 'agent'),
    conversation: { ...talk, lastSeq: 4 },
  });
  // It drops before the answer.
  server().onclose!({ code: 1006 });
  window.dispatchEvent(new Event('online'));
  server().onopen!();
  expect(server().last('hello')).toMatchObject({ conversationId: 'c', afterSeq: 1 });
});

test('W8 a fresh answer replaces what is held, and after a drop the hello says what is', async () => {
  page.link.connect();
  server().welcome({ conversation: { ...talk, lastSeq: 2 }, entries: [entry(1, 'one'), entry(2, 'two')] });
  server().onclose!({ code: 1006 });
  window.dispatchEvent(new Event('online'));
  server().onopen!();
  expect(server().last('hello')).toMatchObject({ conversationId: 'c', afterSeq: 2 });
  server().welcome({
    conversation: { ...talk, id: 'd', lastSeq: 9 },
    entries: [entry(9, 'nine')],
    isFresh: true,
    hasEarlier: true,
  });
  expect([texts(), now().hasEarlier]).toEqual([['nine'], true]);
});

test('W16 told to read anew, the page shows what it holds, says what that is on a new link, and adds the rest', async () => {
  page.link.connect();
  server().welcome({ conversation: { ...talk, lastSeq: 1 }, entries: [entry(1, 'one')] });
  page.chat.type('half a sen');
  vi.useFakeTimers();
  server().tell({ type: 'resync' });
  vi.advanceTimersByTime(4_000);
  vi.useRealTimers();
  expect([Server.all.length, texts(), now().isDown]).toEqual([2, ['one'], false]);
  server().onopen!();
  expect(server().last('hello')).toMatchObject({ conversationId: 'c', afterSeq: 1 });
  const sarnai = { ...talk, lastSeq: 2, assignee: { name: 'Sarnai' } };
  const availability = {
    state: 'closed' as const,
    agents: [],
    answersInMs: null,
    opensAt: 1,
    closesAt: null,
    callsUntil: null,
  };
  server().welcome({ conversation: sarnai, entries: [entry(2, 'two', 'agent')], isFresh: false, availability });
  expect([texts(), now().saved.draft.text]).toEqual([['one', 'two'], 'half a sen']);
  expect([now().conversation, now().availability?.state]).toEqual([sarnai, 'closed']);
});

test('an answer is unread until it is looked at, and then the server hears so', () => {
  page.link.connect();
  server().welcome();
  server().tell({
    type: 'entry.added',
    previousSeq: 0,
    entry: entry(1, 'Hi', 'agent'),
    conversation: { ...talk, lastSeq: 1 },
  });
  expect([page.chat.unread(), now().announced]).toEqual([1, 'Sarnai: Hi']);
  expect(events).toContainEqual(['deskbell:unread', 1]);
  expect(events.map(([name]) => name)).toContain('deskbell:message');
  page.session.show('contact');
  expect(page.chat.unread()).toBe(1);
  page.session.show('chat');
  expect(page.chat.unread()).toBe(0);
  expect(server().last('read.set')!.seq).toBe(1);
  expect(events).toContainEqual(['deskbell:unread', 0]);
});

test('W13 what was missed is read when the welcome brings it, and what was read without a link is told by the next', () => {
  page.link.connect();
  page.session.show('chat');
  server().welcome({ conversation: { ...talk, lastSeq: 1 }, entries: [entry(1, 'Hi', 'agent')] });
  expect(server().last('read.set')?.seq).toBe(1);
  page.session.hide();
  server().tell({
    type: 'entry.added',
    previousSeq: 1,
    entry: entry(2, 'Still there?', 'agent'),
    conversation: { ...talk, lastSeq: 2, visitorReadSeq: 1 },
  });
  server().onclose!({ code: 1006 });
  page.session.show();
  expect([page.chat.unread(), server().last('read.set')?.seq]).toEqual([0, 1]);
  window.dispatchEvent(new Event('online'));
  server().welcome({ conversation: { ...talk, lastSeq: 2, visitorReadSeq: 1 }, isFresh: false });
  expect(server().last('read.set')?.seq).toBe(2);
  expect(server().heard.filter(({ type }) => type === 'read.set')).toHaveLength(1);
});

test('history is no news: it rings nobody and is not announced', () => {
  page.link.connect();
  server().welcome({ conversation: { ...talk, lastSeq: 1, visitorReadSeq: 1 }, entries: [entry(1, 'Hi', 'agent')] });
  expect([page.chat.unread(), now().announced]).toEqual([0, '']);
  expect(events.map(([name]) => name)).not.toContain('deskbell:message');
});

test('a form keeps what was typed until the server has it, and its mistakes stand by field', async () => {
  page.link.connect();
  server().welcome();
  page.write({ name: 'Bolormaa', reach: 'b@gmial', message: 'Hello' });
  page.forms.submit('contact', { type: 'form.send', email: 'b@gmial', message: 'Hello' });
  const first = await sent('form.send');
  const fields = { email: 'EMAIL_INVALID' } as const;
  server().tell({ type: 'error', code: 'EMAIL_INVALID', ref: first.clientId, fields });
  await becomes(() => now().errors.contact, fields);
  expect(now().saved.draft.message).toBe('Hello');

  page.forms.submit('contact', { type: 'form.send', email: 'b@gmail.com', message: 'Hello' });
  expect(now().errors.contact).toBeUndefined();
  await becomes(() => server().last('form.send')!.email, 'b@gmail.com');
  server().tell({ type: 'ack', ref: server().last('form.send')!.clientId, entry: entry(1, 'Hello') });
  const ends = () => [now().sent.contact, now().saved.draft.message, now().saved.draft.name];
  await becomes(ends, [true, '', 'Bolormaa']);
  expect(events.map(([name]) => name)).toContain('deskbell:submitted');
});

test('C5 a form that is kept leaves what was typed in the other one', async () => {
  page.link.connect();
  server().welcome();
  page.write({ topic: 'A wedding', startAt: 7, subject: 'Bill', message: 'It is wrong.' });
  page.forms.submit('callback', { type: 'callback.request', phone: '99112233', topic: 'A wedding' });
  const call = await sent('callback.request');
  server().tell({ type: 'ack', ref: call.clientId, entry: entry(1, 'A wedding') });
  const left = () => {
    const { topic, startAt, subject, message } = now().saved.draft;
    return [topic, startAt, subject, message];
  };
  await becomes(left, ['', null, 'Bill', 'It is wrong.']);

  page.write({ topic: 'Another' });
  page.forms.submit('contact', { type: 'form.send', phone: '99112233', message: 'It is wrong.' });
  const form = await sent('form.send');
  server().tell({ type: 'ack', ref: form.clientId, entry: entry(2, 'It is wrong.') });
  await becomes(left, ['Another', null, '', '']);
});

test('C5 A6 drafts survive a reload, and go along to another way of being answered', async () => {
  page.chat.type('Do you deliver to Darkhan?');
  await openPage();
  expect(now().saved.draft.text).toBe('Do you deliver to Darkhan?');
  page.ways.moveTo('contact');
  expect(now().saved.draft).toMatchObject({ text: '', message: 'Do you deliver to Darkhan?' });
  expect([now().isOpen, now().tab]).toEqual([true, 'contact']);
});

test('typing is told no oftener than it takes to keep the mark alive, and its end at once', () => {
  page.link.connect();
  server().welcome();
  for (const text of ['H', 'He', 'Hel', '']) page.chat.type(text);
  expect(server().heard.filter(({ type }) => type === 'typing.set')).toEqual([
    { type: 'typing.set', isTyping: true },
    { type: 'typing.set', isTyping: false },
  ]);
});

test('reset forgets the visitor on this device', async () => {
  page.link.connect();
  server().welcome({ conversation: { ...talk, lastSeq: 1 }, entries: [entry(1, 'one')] });
  page.chat.type('half');
  page.session.reset();
  await becomes(() => [texts(), now().saved, localStorage.length], [[], { draft: {} }, 0]);
});

test('C3 without storage everything works for as long as the page lives, and says so', async () => {
  const blocked = vi.spyOn(globalThis, 'localStorage', 'get').mockImplementation(() => {
    throw new DOMException('blocked');
  });
  await openPage();
  page.link.connect();
  page.chat.send('Hello');
  await vi.waitFor(() => expect([now().isForgetful, now().waiting.length]).toEqual([true, 1]));
  server().welcome();
  expect((await sent('message.send')).text).toBe('Hello');
  blocked.mockRestore();
});
