// @vitest-environment happy-dom
import { expect, test, vi } from 'vitest';
import { aTaskLater } from '../helpers/a-task-later.ts';
import {
  becomes,
  entry,
  now,
  openPage,
  openPageForEach,
  page,
  Server,
  sent,
  server,
  talk,
  texts,
} from './opened-page.ts';

openPageForEach();

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
