// @vitest-environment happy-dom
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { speak } from '../../../../inbox/shell/locale.ts';
import { conversation, entry } from '../../fixtures.ts';
import { openThread, rowsOf, threadOf, toastsOf } from '../../open-inbox.ts';

beforeEach(() => speak('en'));

describe('changes that show at once', () => {
  test('close only when the answer before is stored, which would open the conversation again', async () => {
    const { inbox, link } = await openThread([conversation('a')], 'a');
    const { outgoing, changes } = inbox.conversations;
    outgoing.send('a', 'message', 'Goodbye');
    const clientId = link.sent.at(-1)!.clientId!;
    changes.close('a');
    expect(link.sent.at(-1)).toMatchObject({ type: 'message.send' });
    const author = { kind: 'agent', id: 'sarnai', name: 'Sarnai' } as const;
    link.tell({ type: 'ack', ref: clientId, entry: entry(2, { clientId, author }) });
    await vi.waitFor(() => expect(link.sent.at(-1)).toMatchObject({ type: 'conversation.close', conversationId: 'a' }));
  });

  test('closes, offers the way back, and the undo reopens', async () => {
    const { inbox, link } = await openThread([conversation('a')], 'a');
    inbox.conversations.changes.close('a');
    expect(threadOf(inbox, 'a')!.conversation!.status).toBe('closed');
    expect(rowsOf(inbox)).toEqual([]);
    expect(link.sent.at(-1)).toMatchObject({ type: 'conversation.close', conversationId: 'a' });
    link.asked.at(-1)!.resolve({ type: 'ack', ref: 'x' });
    inbox.toasts.undoLast();
    expect(link.sent.at(-1)).toMatchObject({ type: 'conversation.reopen', conversationId: 'a' });
    expect(rowsOf(inbox)).toEqual(['a']);
  });

  test('RT5 a claim that came second goes back to the server’s word and says who was faster', async () => {
    const { inbox, link, stored } = await openThread([conversation('a', { assigneeId: null })], 'a');
    inbox.conversations.changes.claim('a');
    expect(threadOf(inbox, 'a')!.conversation!.assigneeId).toBe('sarnai');
    stored.set('a', conversation('a', { assigneeId: 'temuulen', lastSeq: 2 }));
    link.asked.at(-1)!.reject({ code: 'ALREADY_CLAIMED' });
    await vi.waitFor(() => expect(toastsOf(inbox)).toMatchObject([{ tone: 'failed', undo: null }]));
    expect(toastsOf(inbox)[0]!.text).toBe('Temuulen was faster.');
    expect(threadOf(inbox, 'a')!.conversation!.assigneeId).toBe('temuulen');
  });

  test('an assignment without a link is taken back and said', async () => {
    const { inbox, link, stored } = await openThread([conversation('a')], 'a');
    inbox.conversations.changes.assign('a', 'temuulen');
    // Reading it anew fails without a link, too.
    stored.clear();
    expect(rowsOf(inbox)).toEqual([]);
    link.asked.at(-1)!.reject({ code: 'NOT_CONNECTED' });
    await vi.waitFor(() => expect(rowsOf(inbox)).toEqual(['a']));
    expect(toastsOf(inbox)[0]!.tone).toBe('failed');
  });
});

describe('read marks and typing', () => {
  test('marks what the agent sees, once, and only what is theirs to answer', async () => {
    const theirs = conversation('b', { assigneeId: 'temuulen' });
    const { inbox, link } = await openThread([conversation('a'), theirs], 'a');
    const { readMarks } = inbox.conversations;
    readMarks.set('a');
    readMarks.set('a');
    expect(link.ofType('read.set')).toEqual([{ type: 'read.set', conversationId: 'a', seq: 1 }]);
    readMarks.set('b');
    expect(link.ofType('read.set')).toHaveLength(1);
  });

  test('W13 tells what was read without a link when it is back, before it asks what was missed', async () => {
    const { inbox, link, welcome } = await openThread([conversation('a')], 'a');
    link.become('waiting');
    inbox.conversations.readMarks.set('a');
    expect(link.ofType('read.set')).toEqual([]);
    link.sent.length = 0;
    welcome();
    expect(link.sent.map(({ type }) => type)).toEqual(['read.set', 'views.watch', 'conversation.resume']);
    link.become('waiting');
    welcome();
    expect(link.ofType('read.set')).toHaveLength(1);
  });

  test('tells of typing once in a while, and when it ends', async () => {
    const { inbox, link } = await openThread([conversation('a')], 'a');
    const { typing } = inbox.conversations;
    for (let key = 0; key < 5; key++) typing.tell('a', true);
    typing.tell('a', false);
    expect(link.ofType('typing.set')).toMatchObject([{ isTyping: true }, { isTyping: false }]);
  });
});
