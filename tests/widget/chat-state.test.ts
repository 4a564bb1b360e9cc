// @vitest-environment happy-dom
import { describe, expect, test, vi } from 'vitest';
import { createOutbox } from '../../protocol/wire/outbox.ts';
import { aTaskLater } from '../helpers/a-task-later.ts';
import {
  becomes,
  entry,
  events,
  now,
  openPage,
  openPageForEach,
  page,
  sent,
  server,
  talk,
  texts,
  waits,
} from './opened-page.ts';

openPageForEach();

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

test('typing is told no oftener than it takes to keep the mark alive, and its end at once', () => {
  page.link.connect();
  server().welcome();
  for (const text of ['H', 'He', 'Hel', '']) page.chat.type(text);
  expect(server().heard.filter(({ type }) => type === 'typing.set')).toEqual([
    { type: 'typing.set', isTyping: true },
    { type: 'typing.set', isTyping: false },
  ]);
});
