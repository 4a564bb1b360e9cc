// @vitest-environment happy-dom
import { beforeEach, expect, test, vi } from 'vitest';
import { speak } from '../../../../inbox/shell/locale.ts';
import { createOutbox } from '../../../../protocol/wire/outbox.ts';
import { conversation, entry } from '../../fixtures.ts';
import { openInbox, openThread, seqsOf } from '../../open-inbox.ts';

beforeEach(() => {
  localStorage.clear();
  return speak('en');
});

const bySarnai = { author: { kind: 'agent', id: 'sarnai', name: 'Sarnai' } } as const;

test('ST2 an answer shows at once, and becomes the stored entry by its client id, once', async () => {
  const { inbox, link, added } = await openThread([conversation('a')], 'a');
  const { outgoing } = inbox.conversations;
  outgoing.send('a', 'message', 'Friday is fine');
  const [frame] = link.ofType('message.send');
  expect(outgoing.pending.value).toMatchObject([{ text: 'Friday is fine', failure: null }]);
  const clientId = frame!.clientId!;
  const stored = entry(2, { clientId, ...bySarnai, body: { kind: 'message', text: 'Friday is fine' } });
  link.tell({ type: 'ack', ref: clientId, entry: stored });
  added(stored, conversation('a', { lastSeq: 2 }));
  expect(outgoing.pending.value).toEqual([]);
  expect(seqsOf(inbox, 'a')).toEqual([1, 2]);
});

test('ST2 an answer that another tab has sent is settled by the news of it', async () => {
  const { inbox, link, added } = await openThread([conversation('a')], 'a');
  const { outgoing } = inbox.conversations;
  outgoing.send('a', 'note', 'to us');
  const { clientId } = link.sent.at(-1)!;
  const stored = entry(2, { clientId: clientId!, body: { kind: 'note', text: 'to us' } });
  added(stored, conversation('a', { lastSeq: 2 }));
  expect(outgoing.pending.value).toEqual([]);
});

test('C2 what an earlier page left in the outbox shows as sending and is settled by its ack', async () => {
  const left = { type: 'message.send', clientId: 'left-behind-1', conversationId: 'a', text: 'Still here' };
  await createOutbox('test', localStorage).add(left);
  const { inbox, link } = openInbox([conversation('a')], { storage: localStorage });
  const { pending } = inbox.conversations.outgoing;
  await vi.waitFor(() => expect(pending.value).toMatchObject([{ text: 'Still here', kind: 'message' }]));
  link.tell({ type: 'ack', ref: 'left-behind-1' });
  expect(pending.value).toEqual([]);
});

test('C4 an answer stays and can be sent again when the server refuses it for good', async () => {
  const { inbox, link } = await openThread([conversation('a')], 'a');
  const { outgoing } = inbox.conversations;
  outgoing.send('a', 'note', 'Too long');
  const clientId = link.sent.at(-1)!.clientId!;
  link.tell({ type: 'error', code: 'RATE_LIMITED', ref: clientId });
  expect(outgoing.pending.value[0]!.failure).toBeNull();
  link.tell({ type: 'error', code: 'TEXT_TOO_LONG', ref: clientId });
  expect(outgoing.pending.value[0]!.failure).toBe('TEXT_TOO_LONG');
  outgoing.retry(clientId, []);
  expect(outgoing.pending.value).toMatchObject([{ text: 'Too long', failure: null }]);
  expect(link.sent.at(-1)).toMatchObject({ type: 'note.add', text: 'Too long' });
  expect(link.sent.at(-1)!.clientId).not.toBe(clientId);
});

test('MN1 a refused note is sent again without those whom it can not name any more', async () => {
  const { inbox, link } = await openThread([conversation('a')], 'a');
  const { outgoing } = inbox.conversations;
  outgoing.send('a', 'note', '@Ann @Bat', ['ann', 'bat']);
  const clientId = link.sent.at(-1)!.clientId!;
  link.tell({ type: 'error', code: 'FIELD_INVALID', ref: clientId });
  outgoing.retry(clientId, ['bat']);
  expect(link.sent.at(-1)).toMatchObject({ type: 'note.add', text: '@Ann @Bat', mentions: ['bat'] });
});

test('C5 drafts outlive the page, by conversation and kind', () => {
  const open = () => openInbox([], { storage: localStorage }).inbox.conversations.drafts;
  const drafts = open();
  drafts.set('a', 'message', 'half a sen');
  drafts.set('a', 'note', 'to us');
  const again = open();
  expect(again.get('a', 'message')).toBe('half a sen');
  expect(again.get('a', 'note')).toBe('to us');
  expect(again.get('b', 'message')).toBe('');
  again.set('a', 'message', '');
  expect(open().get('a', 'message')).toBe('');
});
