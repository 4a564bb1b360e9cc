import { expect, test } from 'vitest';
import { tellStaff } from '../../../../server/features/agents/news.ts';
import { noticeNow } from '../../../../server/features/notices/now.ts';
import { MINUTE } from '../../../contract/scene.ts';
import { agent, buildTestApp, type Desk, send, signedIn, visitor } from '../../../helpers/app.ts';
import { openMailServer } from '../../../helpers/mail-server.ts';
import { deskWithWays, inOrder, toldTo, wants } from './desk.ts';

const HOUR = 60 * MINUTE;

/** Oyu owns, Ann and Bat answer, and nobody has the inbox open. */
async function emptyDesk(options: Parameters<typeof deskWithWays>[0] = {}) {
  const desk = await deskWithWays(options);
  const [oyu, ann, bat] = await Promise.all([
    signedIn(desk, { name: 'Oyu', role: 'owner', locale: 'en' }),
    signedIn(desk, { name: 'Ann', locale: 'en' }),
    signedIn(desk, { name: 'Bat', locale: 'en' }),
  ]);
  await tellStaff(desk.context);
  const ids = { oyu: oyu!.agent.id, ann: ann!.agent.id, bat: bat!.agent.id };
  for (const id of Object.values(ids)) await wants(desk, id, { ways: inOrder('page', 'push', 'sms') });
  return { desk, ...ids, told: (id: string) => toldTo(desk, id) };
}

const WAITS = 'is waiting for an answer';
const settle = (desk: Desk) => desk.context.jobs.tick();

test('NO2 NO3 who waits is told of to all who may answer, by one way after the other, each once', async () => {
  const { desk, oyu, ann, bat, told } = await emptyDesk();
  await signedIn(desk, { role: 'reader' });
  const page = await visitor(desk);
  await send(page, 'Hello');
  await settle(desk);
  for (const id of [oyu, ann, bat]) await expect.poll(() => told(id)).toEqual([['push', WAITS]]);
  await desk.pass(3 * MINUTE, page);
  await desk.pass(HOUR, page);
  const later = (await told(ann)).map(([kind]) => kind);
  // The ladder of an empty desk tells once more, of who waits too long.
  expect(later.filter(kind => kind === 'push').length).toBeGreaterThanOrEqual(1);
  expect(later.filter(kind => kind === 'sms').length).toBeGreaterThanOrEqual(1);
  expect((await desk.store.outbox.page({ isDead: false, limit: 100 })).items).toHaveLength(
    new Set((await desk.store.outbox.page({ isDead: false, limit: 100 })).items.map(each => each.id)).size,
  );
});

test('NO3 NO4 who has the inbox open hears there first, and by the next way after a minute, until the words are read', async () => {
  const { desk, told } = await emptyDesk({ site: { ladder: OFF } });
  const dora = await agent(desk, { name: 'Dora', locale: 'en' });
  await wants(desk, dora.agent.id, { ways: inOrder('page', 'push', 'sms') });
  const page = await visitor(desk);
  const { conversationId, seq } = await send(page, 'Hello');
  await desk.context.routing.settled();
  await settle(desk);
  expect(await told(dora.agent.id)).toEqual([]);
  await desk.pass(MINUTE, page, dora);
  expect(await told(dora.agent.id)).toEqual([['push', WAITS]]);
  await dora.ask({ type: 'read.set', conversationId, seq });
  expect(await told(dora.agent.id)).toEqual([['push', null]]);
  await desk.pass(HOUR, page, dora);
  expect(await told(dora.agent.id)).toEqual([['push', null]]);
  // What is said after that is news again.
  await send(page, 'Still there?');
  await settle(desk);
  await desk.pass(MINUTE, page, dora);
  expect(await told(dora.agent.id)).toEqual([
    ['push', null],
    ['push', WAITS],
  ]);
});

test('NO4 one acknowledgement is everybody’s: opening, taking, answering', async () => {
  for (const act of ['mentions.read', 'conversation.claim', 'message.send'] as const) {
    const { desk, oyu, ann, bat, told } = await emptyDesk();
    const page = await visitor(desk);
    const { conversationId } = await send(page, 'Hello');
    await settle(desk);
    const [one, two] = await desk.store.jobs.ofConversation(conversationId);
    expect([one, two].every(Boolean)).toBe(true);
    const dora = await agent(desk, { name: 'Dora' });
    if (act === 'message.send') await dora.ask({ type: act, conversationId, text: 'Hello' });
    else await dora.ask({ type: act, conversationId });
    for (const id of [oyu, ann, bat]) expect(await told(id)).toEqual([['push', null]]);
    const left = await desk.store.jobs.ofConversation(conversationId);
    expect(left.filter(({ kind }) => kind.startsWith('notice'))).toEqual([]);
  }
});

test('NO2 a site says who is told of what, and nobody is told of another site', async () => {
  const { desk, oyu, ann, bat, told } = await emptyDesk({ site: { ladder: OFF } });
  const notices = { ...desk.site.notices, message: 'owners', form: 'nobody' } as const;
  await desk.changeSite({ notices });
  await desk.store.agents.update(bat, { siteIds: ['another'] });
  await tellStaff(desk.context);
  const page = await visitor(desk);
  await send(page, 'Hello');
  await page.ask({ type: 'form.send', message: 'A question', name: 'Bolor', email: 'bolor@example.mn' });
  await settle(desk);
  expect([await told(oyu), await told(ann), await told(bat)]).toEqual([[['push', WAITS]], [], []]);
  await desk.changeSite({ notices: { ...notices, form: 'all' } });
  const other = await visitor(desk);
  await other.ask({ type: 'form.send', message: 'A question', name: 'Bolor', email: 'bolor@example.mn' });
  await settle(desk);
  expect([await told(ann), await told(bat)]).toEqual([[['push', 'sent a form']], []]);
});

test('NO2 NO4 a mention, and what is handed over, is told to that agent alone until they look', async () => {
  const { desk, ann, bat, told } = await emptyDesk({ site: { ladder: OFF } });
  const dora = await agent(desk, { name: 'Dora' });
  const page = await visitor(desk);
  const { conversationId } = await send(page, 'Hello');
  await dora.ask({ type: 'note.add', conversationId, text: '@Ann look', mentions: [ann] });
  await dora.ask({ type: 'conversation.assign', conversationId, agentId: bat });
  await dora.ask({ type: 'message.send', conversationId, text: 'One moment' });
  await send(page, 'Thanks');
  await dora.ask({ type: 'mentions.read', conversationId });
  await settle(desk);
  expect(await told(ann)).toEqual([['push', 'Dora mentioned you in a note']]);
  const bats = await told(bat);
  expect(bats).toHaveLength(1);
  await desk.store.mentions.read({ agentId: ann, conversationId });
  expect(await told(ann)).toEqual([['push', null]]);
});

test('NO1 NO2 NO4 that an answer did not arrive is told to whose it is until they have seen it', async () => {
  const { desk, ann, bat, told } = await emptyDesk({ site: { ladder: OFF } });
  const dora = await agent(desk, { name: 'Dora' });
  const page = await visitor(desk);
  const { conversationId } = await send(page, 'Hello');
  await dora.ask({ type: 'conversation.assign', conversationId, agentId: ann });
  await dora.ask({ type: 'message.send', conversationId, text: 'Hello' });
  await desk.store.conversations.markRead(conversationId, 'agent', 3);
  const fail = async (letter: 'answer' | 'transcript') => {
    const at = desk.context.now();
    const sent = { id: `mail_${letter}`, scope: desk.site.id, address: letter, at };
    await desk.store.mail.turn(sent, { perHour: 10, perAddress: 10 });
    const body = { kind: 'event', event: 'mail_failed', letter, reason: 'refused' } as const;
    return desk.store.mail.fail({ letter: sent, suppression: null, told: { conversationId, body }, at });
  };
  await fail('transcript');
  await settle(desk);
  expect(await told(ann)).toEqual([]);
  const { seq } = (await fail('answer'))!.entry;
  await settle(desk);
  expect([await told(ann), await told(bat)]).toEqual([[['push', 'did not get the answer']], []]);
  await desk.store.conversations.markRead(conversationId, 'agent', seq);
  expect(await told(ann)).toEqual([['push', null]]);
  // Whoever wrote it is told, where that is known.
  const to = [{ id: bat, name: 'Bat' }];
  const returned = { mailId: 'm1', address: 'bolor@example.mn', ofSeq: 3, reason: '550', to };
  await desk.store.mailIn.tell({
    conversationId,
    event: { kind: 'event', event: 'mail_returned', ...returned },
    sent: { clientId: 'returned-mail-1', fingerprint: '' },
    at: desk.context.now(),
  });
  await settle(desk);
  expect([await told(ann), await told(bat)]).toEqual([[['push', null]], [['push', 'did not get the answer']]]);
});

test('NO5 NO7 fifty at once are one notice, which says how many and whose; words are said where they are wanted', async () => {
  const { desk, ann } = await emptyDesk({ site: { ladder: OFF }, config: { publicUrl: 'https://desk.example/help' } });
  const pages = await Promise.all(Array.from({ length: 12 }, () => visitor(desk)));
  for (const page of pages) await send(page, 'Do you deliver?');
  await settle(desk);
  const { items } = await desk.store.outbox.page({ isDead: false, limit: 1000 });
  const [first, ...more] = items.filter(each => each.target === ann);
  expect(more).toEqual([]);
  expect(await noticeNow(desk.context, first!.payload)).toEqual({
    title: '12 conversations wait for you · Altan Flowers',
    body: 'Visitor, Visitor, Visitor, 9 more',
    url: 'https://desk.example/help/inbox/all',
  });
  await wants(desk, ann, { ways: inOrder('push'), showsWords: true });
  const bolor = await visitor(desk);
  const sent = await bolor.ask({ type: 'form.send', message: 'Peonies, please', name: 'Bolor', email: 'b@example.mn' });
  await desk.pass(MINUTE, bolor);
  const all = (await desk.store.outbox.page({ isDead: false, limit: 1000 })).items;
  const form = all.filter(each => each.target === ann).sort((a, b) => b.dueAt - a.dueAt)[0]!;
  const { conversationId } = (sent as Extract<typeof sent, { type: 'ack' }>).entry!;
  expect(await noticeNow(desk.context, form.payload)).toEqual({
    title: 'Bolor · Altan Flowers',
    body: 'sent a form: Peonies, please',
    url: `https://desk.example/help/inbox/all/${conversationId}`,
  });
});

test('NO3 with every page closed whoever set nothing is told by mail', async () => {
  const mail = await openMailServer();
  const desk = await buildTestApp({ config: mail.config, site: { ladder: OFF } });
  const ann = await signedIn(desk, { name: 'Ann', locale: 'en' });
  await tellStaff(desk.context);
  const page = await visitor(desk);
  await send(page, 'Hello');
  await settle(desk);
  await desk.pass(MINUTE, page);
  await desk.context.outbox.settled();
  expect(mail.got.flatMap(({ to }) => to)).toEqual([ann.agent.email]);
});

test('NO6 in quiet hours nothing leaves but what is urgent, and what is left leaves when they end', async () => {
  const quiet = { from: '09:00', to: '12:00', timeZone: 'UTC' };
  const { desk, ann, told } = await emptyDesk();
  await wants(desk, ann, { ways: inOrder('push', 'sms'), quiet, urgentWays: ['sms'] });
  const page = await visitor(desk);
  await send(page, 'Hello');
  await settle(desk);
  expect(await told(ann)).toEqual([]);
  // The ladder: it is urgent now.
  await desk.pass(10 * MINUTE, page);
  expect(await told(ann)).toEqual([['sms', 'has been waiting too long']]);
  await desk.pass(2 * HOUR, page);
  expect(await told(ann)).toContainEqual(['push', WAITS]);
});

test('NO3 NO9 that the time of a call has come is left to an open inbox first', async () => {
  const { desk, told } = await emptyDesk({ site: { ladder: OFF } });
  const dora = await agent(desk, { name: 'Dora', locale: 'en' });
  await wants(desk, dora.agent.id, { ways: inOrder('page', 'push') });
  const page = await visitor(desk);
  // Noon, a full hour: calls are promised at such times.
  const startAt = desk.context.now() + 100 * MINUTE;
  await page.ask({ type: 'callback.request', phone: '+97699112233', startAt, hasConsent: true });
  await settle(desk);
  await desk.pass(100 * MINUTE, page, dora);
  const due = async () => (await told(dora.agent.id)).filter(([, words]) => words === 'is to be called now').length;
  expect(await due()).toBe(0);
  await desk.pass(MINUTE, page, dora);
  expect(await due()).toBe(1);
});

test('NO3 nothing is kept of who is told by the open inbox alone', async () => {
  const { desk, told } = await emptyDesk({ site: { ladder: OFF } });
  const dora = await agent(desk, { name: 'Dora' });
  await wants(desk, dora.agent.id, { ways: inOrder('page') });
  const page = await visitor(desk);
  const { conversationId } = await send(page, 'Hello');
  await desk.context.routing.settled();
  await desk.pass(2 * MINUTE, page, dora);
  expect(await told(dora.agent.id)).toEqual([]);
  expect(await desk.store.jobs.ofConversation(conversationId)).toMatchObject([{ kind: 'ladder_message' }]);
});

const OFF = { isOn: false, message: [2, 5, 15], form: [60, 240, 1440], callback: [-5, 0, 5] };
