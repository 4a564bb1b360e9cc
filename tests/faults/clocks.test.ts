import { afterEach, expect, test, vi } from 'vitest';
import { LIMITS } from '../../protocol/wire/limits.ts';
import { startDesk } from './desk.ts';
import { entriesIn, expectOrdered } from './evidence.ts';
import { holdTheClock, pass } from './held-clock.ts';
import { Browser, type Page } from './page.ts';
import { onEachStore } from './stores.ts';
import { until } from './until.ts';
import { agentWire } from './wire.ts';

const HOUR_MS = 3_600_000;
const { now } = Date;

/** What the pages take for the time, from here on. */
function skewPages(ms: number): void {
  vi.spyOn(Date, 'now').mockImplementation(() => now() + ms);
}

afterEach(() => void vi.restoreAllMocks());

const isInOrder = (page: Page) => page.shown.every(({ seq }, index) => seq === index + 1);

await onEachStore(startDesk => {
  test.each([
    [1, -1],
    [-1, 1],
  ])(
    'ST3 C2 with the server %i h off and the pages %i h, everything keeps the order of its numbers',
    async (server, pages) => {
      const desk = await startDesk({ CLOCK_SKEW_MS: String(server * HOUR_MS) });
      skewPages(pages * HOUR_MS);
      const browser = new Browser(desk);
      const page = browser.open();
      const agent = await agentWire(desk);
      const first = await page.say('One');
      const { conversationId } = first.entry!;
      await agent.ask({ type: 'message.send', conversationId, text: 'Two' });

      // Both clocks are set right in the middle of the talk, or rather wrong the other way.
      await desk.skew({ wall: -server * HOUR_MS });
      skewPages(-pages * HOUR_MS);
      page.connection.retry();
      await page.say('Three');
      const later = await agentWire(desk);
      await later.ask({ type: 'message.send', conversationId, text: 'Four' });
      await until('both answers', () => page.texts.includes('Two') && page.texts.includes('Four'));

      const kept = await entriesIn(desk.database);
      expectOrdered(kept);
      const said = ['One', 'Two', 'Three', 'Four'];
      expect(kept.filter(each => each.kind === 'message').map(each => each.body)).toEqual(said);
      expect(isInOrder(page)).toBe(true);
      const times = page.shown.map(each => each.createdAt);
      if (server > 0)
        expect(times.at(-1), 'the wall clock ran backwards, or nothing was proven').toBeLessThan(times[0]!);

      // A page that comes later is given the same, in the same order; so is one that resumes.
      const other = browser.open();
      await until('the whole talk', () => other.entries.size === page.entries.size);
      expect(other.shown).toEqual(page.shown);
      const resumed = await page.resume(1);
      expect(resumed).toMatchObject({ isFresh: false, entries: page.shown.slice(1) });
    },
  );

  test('C2 what is typed offline goes in the order it was typed, though the clock is set back in between', async () => {
    const desk = await startDesk();
    const browser = new Browser(desk);
    await browser.open().say('Zero');
    desk.proxy.cut();
    skewPages(HOUR_MS);
    browser.open().say('One');
    browser.open().say('Two');
    skewPages(-HOUR_MS);
    browser.open().say('Three');
    browser.open().say('Four');
    desk.proxy.mend();
    const page = browser.open();
    await until('the outbox to empty', async () => (await page.outbox.all()).length === 0);
    expect((await entriesIn(desk.database)).map(each => each.body)).toEqual(['Zero', 'One', 'Two', 'Three', 'Four']);
  });
});

test('C1 W6 a page whose clock jumps by an hour loses its link once at most, and nothing else', async () => {
  holdTheClock();
  const desk = await startDesk();
  const page = new Browser(desk).open();
  await page.say('Before');
  const drops = () => page.states.filter(state => state === 'waiting').length;
  for (const hours of [1, -1]) {
    const before = drops();
    vi.setSystemTime(Date.now() + hours * HOUR_MS);
    for (let beats = 1; beats <= 4; beats++) {
      pass(LIMITS.heartbeatMs);
      await until('a link', () => {
        if (page.state === 'waiting') pass(LIMITS.backoffMinMs);
        return page.state === 'ready';
      });
      await page.resume(0);
    }
    expect(drops() - before).toBeLessThanOrEqual(1);
    await page.say(`After ${hours} h`);
  }
  expect(page.texts).toEqual(['Before', 'After 1 h', 'After -1 h']);
});
