import { expect, test } from 'vitest';
import type { Pause } from '../../../../protocol/agents.ts';
import { LIMITS } from '../../../../protocol/wire/limits.ts';
import { isFinished, keptPause, pauseOf } from '../../../../server/features/agents/rules.ts';
import { openSqlite } from '../../../../server/store/sqlite/open.ts';
import { type AgentDialogue, agent, buildFleet, buildTestApp, type Desk, send, visitor } from '../../../helpers/app.ts';
import { newDatabase, sharedMongo } from '../../../helpers/mongod.ts';

const mongo = await sharedMongo();
const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const NOW = 100 * HOUR;
const MEAL: Pause = { isFinishing: false, reason: 'meal', note: 'Soup', until: NOW + HOUR };

const seenOf = (desk: Desk, who: AgentDialogue) => desk.context.staff.find(who.agent.id)!;

/** The last page of an agent goes, and the server has noticed. */
async function goes(desk: Desk, who: AgentDialogue): Promise<void> {
  await who.leave();
  await expect.poll(() => desk.context.hub.isAgentConnected(who.agent.id)).toBe(false);
}

test.each<[string, Parameters<typeof pauseOf>[0], Pause | null]>([
  ['back', { isAway: false, reason: 'meal' }, null],
  ['away', { isAway: true }, { isFinishing: false, reason: null, note: '', until: null }],
  ['away with all', { isAway: true, reason: 'meal', note: 'Soup', until: NOW + HOUR }, MEAL],
  ['finishing', { isAway: false, isFinishing: true }, { isFinishing: true, reason: null, note: '', until: null }],
  ['away wins', { isAway: true, isFinishing: true }, { isFinishing: false, reason: null, note: '', until: null }],
])('PA1 PA3 what an agent says: %s', (_what, said, pause) => {
  expect(pauseOf(said, NOW)).toEqual(pause);
});

test.each<[string, Pause | null, number | null, boolean]>([
  ['a page is open', MEAL, null, true],
  ['a reload', { ...MEAL, until: null }, NOW - MINUTE, true],
  ['an evening', { ...MEAL, until: null }, NOW - HOUR, false],
  ['until the time that was said', MEAL, NOW - 10 * HOUR, true],
  ['after it', { ...MEAL, until: NOW }, NOW - HOUR, false],
  ['after it, on a reload', { ...MEAL, until: NOW }, NOW - MINUTE, true],
  ['who was finishing has gone', { ...MEAL, isFinishing: true }, NOW - HOUR, false],
])('A3 a pause is kept: %s', (_what, pause, leftAt, isKept) => {
  expect(keptPause(pause, leftAt, NOW)).toBe(isKept ? pause : null);
});

test.each<[string, Parameters<typeof isFinished>[0], boolean]>([
  ['nothing open', [], true],
  ['somebody waits', [{ waitingSince: NOW - HOUR, updatedAt: NOW - HOUR }], false],
  ['answered just now', [{ waitingSince: null, updatedAt: NOW - MINUTE }], false],
  ['answered a while ago', [{ waitingSince: null, updatedAt: NOW - 2 * MINUTE }], true],
])('PA3 whether it is finished: %s', (_what, open, isDone) => {
  expect(isFinished(open, NOW)).toBe(isDone);
});

test('PA1 PA2 colleagues see why and until when, and the clock puts nobody back', async () => {
  const desk = await buildTestApp();
  const bold = await agent(desk, { name: 'Bold' });
  const bat = await visitor(desk);
  const sarnai = await agent(desk, { name: 'Sarnai' });
  const until = desk.context.now() + HOUR;
  const said = { type: 'presence.set', isAway: true, reason: 'meeting', note: 'With the florists', until } as const;
  expect(await sarnai.ask(said)).toMatchObject({ type: 'ack' });
  const isTold = { isHere: false, pause: { isFinishing: false, reason: 'meeting', note: said.note, until } };
  const heard = await bold.hears('agents', news => news.agents.some(each => each.pause !== null));
  expect(heard.agents.find(each => each.id === sarnai.agent.id)).toMatchObject(isTold);
  expect(JSON.stringify(await bat.rest())).not.toMatch(/florists|meeting/);
  await desk.pass(HOUR + MINUTE, sarnai, bold);
  expect(seenOf(desk, sarnai)).toMatchObject(isTold);
  await sarnai.ask({ type: 'presence.set', isAway: false });
  expect(seenOf(desk, sarnai)).toMatchObject({ isHere: true, pause: null });
});

test('PA1 a time that has passed, or is too far, is refused and changes nothing', async () => {
  const desk = await buildTestApp();
  const sarnai = await agent(desk);
  const now = desk.context.now();
  for (const until of [now, now - 1, now + 32 * 24 * HOUR]) {
    const refused = await sarnai.ask({ type: 'presence.set', isAway: true, until });
    expect(refused).toMatchObject({ code: 'FIELD_INVALID', fields: { until: 'FIELD_INVALID' } });
  }
  expect(seenOf(desk, sarnai)).toMatchObject({ isHere: true, pause: null });
});

test('A3 PA1 who said when they will be back may close the page until then', async () => {
  const desk = await buildTestApp();
  const sarnai = await agent(desk);
  await sarnai.ask({ type: 'presence.set', isAway: true, reason: 'meal', until: desk.context.now() + HOUR });
  await goes(desk, sarnai);
  await desk.pass(30 * MINUTE);
  expect(seenOf(desk, sarnai).pause).toMatchObject({ reason: 'meal' });
  const again = await agent(desk, sarnai);
  expect(again.welcome.agents[0]).toMatchObject({ isHere: false, pause: { reason: 'meal' } });
  await goes(desk, again);
  await desk.pass(HOUR);
  expect(seenOf(desk, sarnai).pause).toBeNull();
  expect((await agent(desk, sarnai)).welcome.agents[0]).toMatchObject({ isHere: true, pause: null });
});

test('A3 until when somebody is away outlives a restart, with a page and without; who came back is here', async () => {
  const store = await openSqlite(':memory:');
  const startAt = Date.parse('2026-03-04T10:20:00Z');
  const first = await buildTestApp({ store, startAt });
  const [sarnai, bold] = [await agent(first, { name: 'Sarnai' }), await agent(first, { name: 'Bold' })];
  const until = startAt + HOUR;
  const said = { type: 'presence.set', isAway: true, reason: 'meal', until } as const;
  await sarnai.ask(said);
  await bold.ask(said);
  await bold.ask({ type: 'presence.set', isAway: false });
  await expect.poll(() => store.deskSettings.find(`pause of ${bold.agent.id}`)).toBe('null');
  await first.app.close();

  const next = await buildTestApp({ store, startAt: startAt + MINUTE });
  await next.context.staff.reload();
  expect([seenOf(next, sarnai).pause, seenOf(next, bold).pause]).toMatchObject([{ reason: 'meal', until }, null]);
  const again = await agent(next, sarnai);
  expect(seenOf(next, sarnai)).toMatchObject({ isHere: false, pause: { until } });
  await goes(next, again);
  await next.pass(2 * HOUR);
  expect(seenOf(next, sarnai).pause).toBeNull();
  await next.app.close();

  const late = await buildTestApp({ store, startAt: until });
  await late.context.staff.reload();
  expect(seenOf(late, sarnai).pause).toBeNull();
});

test('PA3 A1 who finishes up is given nothing new, keeps what they have, and goes when it is done', async () => {
  const desk = await buildTestApp();
  const sarnai = await agent(desk, { name: 'Sarnai' });
  const bat = await visitor(desk);
  const { conversationId } = await send(bat, 'Hello');
  await desk.context.routing.settled();
  const until = desk.context.now() + 20 * HOUR;
  await sarnai.ask({ type: 'presence.set', isAway: false, isFinishing: true, reason: 'done', until });
  expect(seenOf(desk, sarnai)).toMatchObject({ isHere: true, pause: { isFinishing: true } });
  expect((await bat.hears('availability')).availability.state).toBe('away');
  const { conversationId: second } = await send(await visitor(desk), 'And I?');
  await desk.pass(LIMITS.offerAfterMs + MINUTE, sarnai);
  const assigneeOf = async (id: string) => (await desk.store.conversations.find(id))!.assigneeId;
  expect([await assigneeOf(conversationId), await assigneeOf(second)]).toEqual([sarnai.agent.id, null]);
  await sarnai.ask({ type: 'message.send', conversationId, text: 'Good day' });
  await desk.pass(MINUTE, sarnai);
  expect(seenOf(desk, sarnai).isHere).toBe(true);
  await desk.pass(2 * MINUTE, sarnai);
  expect(seenOf(desk, sarnai)).toMatchObject({ isHere: false, pause: { isFinishing: false, reason: 'done', until } });
  expect(await assigneeOf(conversationId)).toBe(sarnai.agent.id);
});

test.skipIf(!mongo.uri)(`PA1 PA3 MS2 every server hears of it ${mongo.reason ?? ''}`, async () => {
  const [here, there] = (await buildFleet(newDatabase(mongo), 2)) as [Desk, Desk];
  const sarnai = await agent(here, { name: 'Sarnai' });
  await expect.poll(() => there.context.staff.find(sarnai.agent.id)?.isHere).toBe(true);
  const until = here.context.now() + HOUR;
  await sarnai.ask({ type: 'presence.set', isAway: true, reason: 'meal', until });
  const away = { isFinishing: false, reason: 'meal', note: '', until };
  await expect.poll(() => there.context.staff.find(sarnai.agent.id)?.pause).toEqual(away);
  // Only the time differs: the change is told whole.
  await sarnai.ask({ type: 'presence.set', isAway: true, reason: 'meal', until: until + MINUTE });
  await expect.poll(() => there.context.staff.find(sarnai.agent.id)?.pause).toEqual({ ...away, until: until + MINUTE });
  await sarnai.ask({ type: 'presence.set', isAway: false, isFinishing: true });
  const goesBySelf = async () => {
    await Promise.all([here.pass(SECOND, sarnai), there.pass(SECOND)]);
    return there.context.staff.find(sarnai.agent.id)?.pause;
  };
  await expect.poll(goesBySelf).toEqual({ isFinishing: false, reason: null, note: '', until: null });
});
