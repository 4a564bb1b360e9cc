import { expect, test } from 'vitest';
import { NOTICE_DEFAULTS, type NoticeSettingsAnswer } from '../../../../protocol/notices.ts';
import type { WebhookMessage } from '../../../../protocol/webhooks.ts';
import { tellStaff } from '../../../../server/features/agents/news.ts';
import { noticeNow } from '../../../../server/features/notices/now.ts';
import { send, visitor } from '../../../helpers/app.ts';
import { deliver, deskWithWebhook } from '../../../helpers/desk-with-webhook.ts';
import { staffed } from '../../../helpers/http.ts';
import { deskWithWays, inOrder, wants } from './desk.ts';

test('NO3 NO10 an agent sets how they are told, each way once, and is told which ways there are', async () => {
  const desk = await deskWithWays();
  const reader = await staffed(desk, { role: 'reader' });
  const first: NoticeSettingsAnswer = (await reader.ask('GET /v1/me/notices')).json();
  expect(first.settings).toEqual(NOTICE_DEFAULTS);
  expect(first.ways.filter(each => each.isReady).map(each => each.way)).toEqual(['page', 'push', 'sms']);
  const quiet = { from: '22:00', to: '08:00', timeZone: 'Asia/Ulaanbaatar' };
  const settings = { ...NOTICE_DEFAULTS, ways: inOrder('sms', 'page'), quiet, showsWords: true };
  const put = await reader.ask('PUT /v1/me/notices', { body: settings });
  expect([put.statusCode, put.json().settings]).toEqual([200, settings]);
  expect((await reader.ask('GET /v1/me/notices')).json().settings).toEqual(settings);
  for (const change of [
    { ways: [...NOTICE_DEFAULTS.ways.slice(1), NOTICE_DEFAULTS.ways[1]] },
    { ways: NOTICE_DEFAULTS.ways.slice(1) },
    { quiet: { ...quiet, timeZone: 'Mars/Olympus' } },
    { quiet: { ...quiet, from: '24:30' } },
    { pauses: { page: 0, other: 3 } },
  ]) {
    expect((await reader.ask('PUT /v1/me/notices', { body: { ...settings, ...change } })).statusCode).toBe(422);
  }
  // What is set elsewhere meanwhile is not written over.
  const stale = await reader.ask('PUT /v1/me/notices', { body: { ...settings, was: NOTICE_DEFAULTS } });
  expect([stale.statusCode, stale.json().code]).toEqual([409, 'ALREADY_CLAIMED']);
  const fresh = await reader.ask('PUT /v1/me/notices', { body: { ...settings, showsWords: false, was: settings } });
  expect([fresh.statusCode, fresh.json().settings.showsWords]).toEqual([200, false]);
  const other = await staffed(desk);
  expect((await other.ask('GET /v1/me/notices')).json().settings).toEqual(NOTICE_DEFAULTS);
});

test('NO4 NO8 a webhook is told which agent hears of what, now for a test, and not of what was seen meanwhile', async () => {
  const { desk, owner, receiver } = await deskWithWebhook(undefined, ['notice.told']);
  await tellStaff(desk.context);
  const tried = await owner.ask('POST /v1/me/notices/test', { body: { way: 'webhook' } });
  expect(tried.json()).toEqual({ left: 1, problem: '' });
  expect((await owner.ask('POST /v1/me/notices/test', { body: { way: 'sms' } })).json()).toEqual({
    left: 0,
    problem: '',
  });
  expect((await owner.ask('POST /v1/me/notices/test', { body: { way: 'page' } })).statusCode).toBe(422);
  const page = await visitor(desk);
  await wants(desk, owner.agent.id, { ways: inOrder('webhook') });
  const { conversationId, seq } = await send(page, 'Hello');
  await desk.context.jobs.tick();
  await deliver(desk);
  const messages = receiver.got.map(({ body }) => JSON.parse(body) as WebhookMessage);
  expect(messages.map(({ type, data }) => [type, data.notice!.cause, data.notice!.conversationId])).toEqual([
    ['notice.told', 'test', null],
    ['notice.told', 'message', conversationId],
  ]);
  expect(messages[1]!.data).toMatchObject({ siteId: desk.site.id, notice: { agentId: owner.agent.id, count: 1 } });
  const another = await visitor(desk);
  const later = await send(another, 'Hello');
  await desk.context.jobs.tick();
  await desk.store.conversations.markRead(later.conversationId, 'agent', later.seq);
  await deliver(desk);
  expect([receiver.got.length, seq]).toEqual([2, 1]);
  expect((await desk.store.outbox.page({ isDead: false, limit: 10 })).items).toEqual([]);
});

test('NO8 each test is told anew, under an id of its own', async () => {
  const { desk, owner, receiver } = await deskWithWebhook(undefined, ['notice.told']);
  const tell = () => owner.ask('POST /v1/me/notices/test', { body: { way: 'webhook' } });
  for (const tried of [await tell(), await tell()]) expect(tried.json()).toEqual({ left: 1, problem: '' });
  const ids = receiver.got.map(({ headers }) => headers['webhook-id']);
  expect([ids.length, new Set(ids).size]).toEqual([2, 2]);
  const notices = receiver.got.map(({ body }) => (JSON.parse(body) as WebhookMessage).data.notice!.id);
  for (const id of notices) expect(await noticeNow(desk.context, id)).toMatchObject({ title: 'Deskbell' });
});

test('NO8 a test says what went wrong', async () => {
  const { owner, receiver } = await deskWithWebhook(() => 500, ['notice.told']);
  const tried = await owner.ask('POST /v1/me/notices/test', { body: { way: 'webhook' } });
  expect(tried.json()).toEqual({ left: 0, problem: '500' });
  expect(receiver.got).toHaveLength(1);
});
