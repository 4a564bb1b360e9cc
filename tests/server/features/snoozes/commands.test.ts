import { expect, test } from 'vitest';
import { beat } from '../../../../server/beat.ts';
import { agent, buildFleet, buildTestApp, type Desk, send, visitor } from '../../../helpers/app.ts';
import { newDatabase, sharedMongo } from '../../../helpers/mongod.ts';

const mongo = await sharedMongo();
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** A conversation of an agent's own. */
async function oneTalk(desk: Desk, ms = HOUR_MS) {
  const sarnai = await agent(desk, { name: 'Sarnai' });
  const bat = await visitor(desk);
  const { conversationId } = await send(bat, 'Roses on Friday?');
  await desk.context.routing.settled();
  const until = desk.context.now() + ms;
  const snooze = (to: number | null = until) => sarnai.ask({ type: 'conversation.snooze', conversationId, until: to });
  const status = async () => (await desk.store.conversations.find(conversationId))!.status;
  const woken = (where = sarnai) =>
    where.hears('entry.added', ({ entry: { body } }) => body.kind === 'event' && body.event === 'woken');
  return { sarnai, bat, conversationId, until, snooze, status, woken };
}

test('SN2 W20 a snooze comes back at its time, and every page that shows it hears so', async () => {
  const desk = await buildTestApp();
  const { sarnai, bat, until, snooze, status, woken } = await oneTalk(desk);
  expect(await snooze()).toMatchObject({ type: 'ack', entry: { body: { event: 'snoozed', until } } });
  expect(await status()).toBe('snoozed');
  await desk.pass(HOUR_MS - 1_000, sarnai, bat);
  expect(await status()).toBe('snoozed');
  await desk.pass(2_000, sarnai, bat);
  const { entry, conversation } = await woken();
  expect([entry.author, conversation.status]).toEqual([{ kind: 'system' }, 'open']);
  expect(conversation.assigneeId).toBe(sarnai.agent.id);
  expect((await bat.rest()).filter(news => news.type === 'entry.added' && news.entry.body.kind === 'event')).toEqual([
    expect.objectContaining({
      entry: expect.objectContaining({ body: expect.objectContaining({ event: 'assigned' }) }),
    }),
  ]);
});

test('SN5 a time of the clock is kept as that clock shows it, and a while is not', async () => {
  const desk = await buildTestApp();
  const { sarnai, conversationId, until } = await oneTalk(desk);
  const snoozed = async (zone?: string, to: number | null = until) => {
    await sarnai.ask({ type: 'conversation.snooze', conversationId, until: to, ...(zone && { zone }) });
    const { snoozed } = (await desk.store.conversations.find(conversationId))!;
    await sarnai.ask({ type: 'conversation.wake', conversationId });
    return snoozed;
  };
  expect(new Date(until).toISOString()).toBe('2026-03-04T11:20:00.000Z');
  const clock = { local: '2026-03-04T19:20', zone: 'Asia/Ulaanbaatar' };
  expect(await snoozed('Asia/Ulaanbaatar')).toEqual({ until, clock });
  expect(await snoozed()).toEqual({ until });
  expect(await snoozed('Asia/Ulaanbaatar', null)).toEqual({ until: null });
});

test('SN1 P5 a visitor hears nothing of it, and their words wake it', async () => {
  const desk = await buildTestApp();
  const { bat, snooze, status } = await oneTalk(desk);
  await snooze(null);
  const page = await visitor(desk, { token: bat.token });
  expect(page.welcome.conversation?.status).toBe('open');
  await send(bat, 'Are you there?');
  expect(await status()).toBe('open');
});

test('SN1 ST4 a time that has passed is refused, and a repeat that comes after its time gets the first answer', async () => {
  const desk = await buildTestApp();
  const { sarnai, conversationId, until, snooze } = await oneTalk(desk);
  const refused = { type: 'error', code: 'FIELD_INVALID', fields: { until: 'FIELD_INVALID' } };
  for (const at of [0, desk.context.now(), desk.context.now() + 400 * 24 * HOUR_MS])
    expect(await snooze(at)).toMatchObject(refused);
  const command = { type: 'conversation.snooze', clientId: 'snooze-0001', conversationId, until } as const;
  const first = await sarnai.ask(command);
  await desk.pass(HOUR_MS + 60_000, sarnai);
  expect(await sarnai.ask(command)).toEqual(first);
});

test.skipIf(!mongo.uri)(`SN2 MS1 of two servers one takes it back, once ${mongo.reason ?? ''}`, async () => {
  const desks = (await buildFleet(newDatabase(mongo), 2)) as [Desk, Desk];
  const [here, there] = desks;
  const { sarnai, bat, conversationId, snooze, woken } = await oneTalk(here, MINUTE_MS);
  const bold = await agent(there, { name: 'Bold' });
  await snooze();
  // Both clocks at once, so that both servers find it due.
  await Promise.all([here.pass(2 * MINUTE_MS, sarnai, bat), there.pass(2 * MINUTE_MS, bold)]);
  await Promise.all(desks.map(desk => beat(desk.context)));
  await woken();
  await woken(bold);
  const entries = await here.store.conversations.entriesAfter(conversationId, 0, 50);
  expect(entries.filter(({ body }) => body.kind === 'event' && body.event === 'woken')).toHaveLength(1);
  expect(sarnai.agent.id).toBe((await here.store.conversations.find(conversationId))!.assigneeId);
});
