import { describe, expect, test } from 'vitest';
import type { Week } from '../../../../protocol/hours.ts';
import { LIMITS } from '../../../../protocol/wire/limits.ts';
import { agent, buildTestApp, type Desk, send, visitor } from '../../../helpers/app.ts';

const at = (text: string) => Date.parse(text);
const nineToSix = [{ from: '09:00', to: '18:00' }];
const OFFICE: Week = [nineToSix, nineToSix, nineToSix, nineToSix, nineToSix, [], []];

async function goes(desk: Desk, who: Awaited<ReturnType<typeof agent>>) {
  await who.leave();
  await expect.poll(() => desk.context.hub.isAgentConnected(who.agent.id)).toBe(false);
}

describe('availability', () => {
  test('A1 an agent who connects is seen on open pages at once', async () => {
    const desk = await buildTestApp();
    const bat = await visitor(desk);
    expect(bat.welcome.availability).toEqual({
      state: 'away',
      agents: [],
      answersInMs: null,
      opensAt: null,
      closesAt: null,
      callsUntil: null,
    });
    await agent(desk, { name: 'Sarnai' });
    expect((await bat.hears('availability')).availability).toMatchObject({ state: 'here', agents: ['Sarnai'] });
    expect((await visitor(desk)).welcome.availability.state).toBe('here');
  });

  test('A1 an agent who says "away" is away at once, and back at once', async () => {
    const desk = await buildTestApp();
    const sarnai = await agent(desk);
    const bat = await visitor(desk);
    await sarnai.ask({ type: 'presence.set', isAway: true });
    expect((await bat.hears('availability')).availability.state).toBe('away');
    await sarnai.ask({ type: 'presence.set', isAway: false });
    expect((await bat.hears('availability')).availability.state).toBe('here');
  });

  test('A2 a drop shorter than the grace is not seen, a longer one is', async () => {
    const desk = await buildTestApp();
    const sarnai = await agent(desk);
    const bat = await visitor(desk);
    await goes(desk, sarnai);
    await desk.pass(LIMITS.presenceGraceMs - 1);
    const again = await agent(desk, sarnai);
    await desk.pass(LIMITS.presenceGraceMs);
    expect(await bat.rest()).toEqual([]);
    await goes(desk, again);
    await desk.pass(LIMITS.presenceGraceMs);
    expect((await bat.hears('availability')).availability).toMatchObject({ state: 'away', agents: [] });
  });

  test('A2 one of two pages of an agent may go', async () => {
    const desk = await buildTestApp();
    const sarnai = await agent(desk);
    const tab = await agent(desk, sarnai);
    const bat = await visitor(desk);
    await tab.leave();
    await desk.pass(LIMITS.presenceGraceMs);
    expect(await bat.rest()).toEqual([]);
  });

  test('A3 "away" outlives a reload, but not an absence', async () => {
    const desk = await buildTestApp();
    const sarnai = await agent(desk);
    await sarnai.ask({ type: 'presence.set', isAway: true });
    await goes(desk, sarnai);
    await desk.pass(10_000);
    const again = await agent(desk, sarnai);
    expect(again.welcome.agents[0]?.isHere).toBe(false);
    await goes(desk, again);
    await desk.pass(LIMITS.offerAfterMs);
    expect((await agent(desk, sarnai)).welcome.agents[0]?.isHere).toBe(true);
  });

  test('A1 opening and closing reach open pages when they happen', async () => {
    const desk = await buildTestApp({ site: { hours: OFFICE }, startAt: at('2026-03-04T08:59:30Z') });
    await agent(desk);
    const bat = await visitor(desk);
    expect(bat.welcome.availability).toMatchObject({
      state: 'closed',
      agents: [],
      opensAt: at('2026-03-04T09:00Z'),
      closesAt: null,
    });
    await desk.pass(29_000);
    expect(await bat.rest()).toEqual([]);
    await desk.pass(1_000);
    expect((await bat.hears('availability')).availability).toMatchObject({
      state: 'here',
      opensAt: at('2026-03-04T09:00Z'),
      closesAt: at('2026-03-04T18:00Z'),
    });
    const evening = await buildTestApp({ site: { hours: OFFICE }, startAt: at('2026-03-04T17:59:59Z') });
    const late = await visitor(evening);
    await evening.pass(1_000);
    expect((await late.hears('availability')).availability).toMatchObject({
      state: 'closed',
      opensAt: at('2026-03-05T09:00Z'),
    });
  });

  test('A1 A7 H4 a holiday begins and ends on open pages, which hear when it is over', async () => {
    const days = [{ date: '2026-03-05', name: 'Stocktaking', spans: [] }];
    const desk = await buildTestApp({ site: { days }, startAt: at('2026-03-04T23:59:30Z') });
    const bat = await visitor(desk);
    expect(bat.welcome.availability).toMatchObject({ state: 'away', callsUntil: at('2026-03-05T00:00Z') });
    await desk.pass(30_000);
    const heard = (await bat.hears('availability')).availability;
    expect(heard).toMatchObject({ state: 'closed', opensAt: at('2026-03-06T00:00Z'), callsUntil: null });
    const late = await buildTestApp({ site: { days }, startAt: at('2026-03-05T23:59:59Z') });
    const tuya = await visitor(late);
    await late.pass(1_000);
    expect((await tuya.hears('availability')).availability).toMatchObject({ state: 'away', callsUntil: null });
  });

  test('A1 A7 H6 calls end by their own hours, and pages hear of that too', async () => {
    const callHours: Week = Array.from({ length: 7 }, () => [{ from: '09:00', to: '12:00' }]);
    const desk = await buildTestApp({ site: { hours: OFFICE, callHours }, startAt: at('2026-03-04T11:59:30Z') });
    const bat = await visitor(desk);
    expect(bat.welcome.availability).toMatchObject({ state: 'away', callsUntil: at('2026-03-04T12:00Z') });
    await desk.pass(30_000);
    expect((await bat.hears('availability')).availability).toMatchObject({ state: 'away', callsUntil: null });
  });

  test('A7 that an opening time ends comes to be known when it is near', async () => {
    const days = [{ date: '2026-03-20', name: 'Stocktaking', spans: [] }];
    const desk = await buildTestApp({ site: { days } });
    expect(desk.context.availability.of(desk.site)).toMatchObject({ opensAt: null, closesAt: null, callsUntil: null });
    await desk.pass(9 * 86_400_000);
    const closesAt = at('2026-03-20T00:00Z');
    expect(desk.context.availability.of(desk.site)).toMatchObject({ closesAt, callsUntil: null });
    await desk.pass(6 * 86_400_000);
    expect(desk.context.availability.of(desk.site)).toMatchObject({ closesAt, callsUntil: closesAt });
  });

  test('A1 a change of hours reaches open pages', async () => {
    const desk = await buildTestApp({ startAt: at('2026-03-07T10:00Z') });
    const bat = await visitor(desk);
    await desk.changeSite({ hours: OFFICE });
    await desk.pass(1_000);
    expect((await bat.hears('availability')).availability).toMatchObject({ state: 'closed' });
  });

  test('A1 pages learn three names at most', async () => {
    const desk = await buildTestApp();
    for (const name of ['Sarnai', 'Bold', 'Tuya', 'Zaya']) await agent(desk, { name });
    expect((await visitor(desk)).welcome.availability.agents).toHaveLength(3);
  });

  test('A4 how soon people are answered is the median of what they waited, in minutes', async () => {
    const desk = await buildTestApp();
    const sarnai = await agent(desk);
    for (const waitMs of [20_000, 110_000, 130_000]) {
      const bat = await visitor(desk);
      const { conversationId } = await send(bat, 'Hello');
      await desk.pass(waitMs, sarnai);
      await sarnai.ask({ type: 'message.send', conversationId, text: 'Hi' });
      await sarnai.ask({ type: 'message.send', conversationId, text: 'How can I help?' });
    }
    expect((await visitor(desk)).welcome.availability.answersInMs).toBe(120_000);
  });

  test('A5 colleagues see each other come, go and change', async () => {
    const desk = await buildTestApp();
    const sarnai = await agent(desk, { name: 'Sarnai' });
    const bold = await agent(desk, { name: 'Bold' });
    const isHere = (name: string, expected: boolean) =>
      sarnai.hears('agents', news => news.agents.find(each => each.name === name)?.isHere === expected);
    await isHere('Bold', true);
    await goes(desk, bold);
    await desk.pass(LIMITS.presenceGraceMs);
    await isHere('Bold', false);
    await desk.store.agents.update(bold.agent.id, { name: 'Boldbaatar' });
    await desk.context.staff.reload();
    await desk.pass(1_000);
    await isHere('Boldbaatar', false);
  });
});
