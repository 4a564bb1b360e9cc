import { expect, test } from 'vitest';
import { LIMITS } from '../../protocol/wire/limits.ts';
import { chance } from '../helpers/chance.ts';
import { startDesk } from './desk.ts';
import { holdTheClock, pass } from './held-clock.ts';
import { Browser, type Page } from './page.ts';
import { onEachStore } from './stores.ts';
import { until } from './until.ts';

const CROWD = 500;
/** After 1012 and 1013 the first pause is up to so long, so that a crowd does not come back in one moment. */
const CROWD_PAUSE_MS = 4_000;

const are = (pages: Page[], state: string) => pages.filter(page => page.state === state).length;
const all = (pages: Page[], state: string) =>
  until(`all ${pages.length} to be ${state}`, () => are(pages, state) === pages.length);

/**
 * Lets time pass for pages that wait, and counts how many try again in each step.
 * @param settle waits until the tries of a step have come to something
 */
async function triesIn(pages: Page[], ms: number, stepMs: number, settle: () => Promise<unknown>): Promise<number[]> {
  const tries = () => pages.reduce((sum, page) => sum + page.states.filter(state => state === 'connecting').length, 0);
  const counts: number[] = [];
  for (let passedMs = 0; passedMs < ms; passedMs += stepMs) {
    const before = tries();
    pass(stepMs);
    counts.push(tries() - before);
    await settle();
  }
  return counts;
}

await onEachStore(startDesk => {
  test('C1 W10 an upgrade sends all 500 pages away, and they come back spread over seconds', async () => {
    holdTheClock();
    const desk = await startDesk();
    const random = chance(6);
    const pages = Array.from({ length: CROWD }, () => new Browser(desk, { random }).open());
    await all(pages, 'ready');
    // Time enough to count as a calm link.
    pass(LIMITS.backoffResetMs);

    expect(await desk.stop()).toBe(0);
    await all(pages, 'waiting');
    expect(pages.flatMap(page => page.closes)).toEqual(Array(CROWD).fill(1012));
    await desk.start();

    const stepMs = 100;
    const spread = await triesIn(pages, CROWD_PAUSE_MS, stepMs, async () => {});
    expect(spread.reduce((sum, count) => sum + count)).toBe(CROWD);
    // Evenly: 12.5 are due in each step, and 40 never come together by chance (P < 1e-8).
    expect(Math.max(...spread)).toBeLessThan(40);
    for (const quarter of [0, 10, 20, 30]) {
      const count = spread.slice(quarter, quarter + 10).reduce((sum, each) => sum + each);
      expect(count).toBeGreaterThan(CROWD / 8);
    }
    await all(pages, 'ready');
    await Promise.all(pages.map(page => page.say('Still here')));
  });
});

test('C1 while a killed server is away 500 pages try less and less often, and all come back', async () => {
  holdTheClock();
  const desk = await startDesk();
  const random = chance(7);
  const pages = Array.from({ length: CROWD }, () => new Browser(desk, { random }).open());
  await all(pages, 'ready');
  pass(LIMITS.backoffResetMs);
  await desk.kill();
  await all(pages, 'waiting');

  const stepMs = 500;
  const settled = () => until('every try to come to something', () => are(pages, 'connecting') === 0);
  const tries = await triesIn(pages, 90_000, stepMs, settled);
  // The first step is the blink in which a short outage is over; after that nobody hurries.
  expect(tries[0]).toBe(CROWD);
  const late = tries.slice(60_000 / stepMs);
  const perStep = late.reduce((sum, count) => sum + count) / late.length;
  // At the longest pause each tries once in 15 s, evenly: 17 of 500 in each half second.
  const due = (CROWD * stepMs) / (LIMITS.backoffMaxMs / 2);
  expect(perStep).toBeGreaterThan(0.7 * due);
  expect(perStep).toBeLessThan(1.3 * due);
  expect(Math.max(...late)).toBeLessThan(3 * perStep);

  await desk.start();
  // Nobody gives up, and nobody waits longer than the longest pause.
  const back = await triesIn(pages, LIMITS.backoffMaxMs, stepMs, settled);
  expect(back.reduce((sum, count) => sum + count)).toBe(CROWD);
  await all(pages, 'ready');
});

test('C1 a server that welcomes and drops again and again meets longer and longer pauses', async () => {
  holdTheClock();
  const desk = await startDesk();
  // The longest that each pause may be.
  const page = new Browser(desk, { random: () => 1 }).open();
  const pauses: number[] = [];
  for (let drop = 0; drop < 9; drop++) {
    await until('a link', () => page.state === 'ready');
    // Short of what counts as calm.
    pass(LIMITS.backoffResetMs - 1);
    desk.proxy.drop();
    await until('the drop', () => page.state === 'waiting');
    let pausedMs = 0;
    for (; page.state === 'waiting'; pausedMs += 500) pass(500);
    pauses.push(pausedMs);
  }
  expect(pauses).toEqual([500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000]);

  await until('a link', () => page.state === 'ready');
  pass(LIMITS.backoffResetMs);
  desk.proxy.drop();
  await until('the drop', () => page.state === 'waiting');
  pass(500);
  expect(page.state).toBe('connecting');
});
