import { expect, test } from 'vitest';
import { LIMITS } from '../../protocol/wire/limits.ts';
import { entriesIn, expectOrdered } from './evidence.ts';
import { holdTheClock, pass } from './held-clock.ts';
import { Browser, type Page } from './page.ts';
import { onEachStore } from './stores.ts';
import { until } from './until.ts';
import { agentWire, visitorWire } from './wire.ts';

/** In which a link that only works one way must be noticed (SPEC W6). */
const NOTICED_MS = 60_000;

/** Moves the pages' time in steps until something is so. @returns how much of it went by, ms */
async function passUntil(what: string, isSo: () => boolean, stepMs = 1000): Promise<number> {
  for (let passedMs = 0; ; passedMs += stepMs) {
    if (isSo()) return passedMs;
    if (passedMs > 10 * NOTICED_MS) throw new Error(`waited for ${what} during ${passedMs} ms of the pages' time`);
    pass(stepMs);
  }
}

/** The link is back, and so is the page, by itself: only its own time passes. */
async function healed(page: Page): Promise<void> {
  await until('the page to come back', () => {
    if (page.state === 'waiting') pass(LIMITS.backoffMinMs);
    return page.state === 'ready';
  });
}

await onEachStore(startDesk => {
  test.each(['down', 'up'] as const)(
    'W6 C1 C2 a link that is dead one way (%s) is noticed by the page, and heals alone',
    async direction => {
      holdTheClock();
      const desk = await startDesk();
      const page = new Browser(desk).open();
      await until('a link', () => page.state === 'ready');
      await page.say('While it worked');
      // A link that lives is left alone, however long it is quiet.
      for (let beats = 1; beats <= 4; beats++) {
        const before = desk.proxy.bytes.down;
        pass(LIMITS.heartbeatMs);
        await until('a pong', () => desk.proxy.bytes.down > before);
        // Its bytes have been handed on, but the page may hear of them a moment later.
        await page.resume(0);
      }
      expect(page.state).toBe('ready');
      expect(page.closes).toEqual([]);

      desk.proxy.stall(direction);
      const sent = page.say('Into the void');
      const noticedMs = await passUntil('the page to notice', () => page.state === 'waiting');
      expect(noticedMs).toBeLessThanOrEqual(NOTICED_MS);

      // As long as it lasts, the page keeps trying and says that it is not connected.
      await passUntil('three more tries', () => page.states.filter(state => state === 'connecting').length >= 4);
      expect(page.state).not.toBe('ready');

      desk.proxy.mend();
      await healed(page);
      await sent;
      const kept = await entriesIn(desk.database);
      expectOrdered(kept);
      expect(kept.map(each => each.body)).toEqual(['While it worked', 'Into the void']);
    },
  );

  test('W6 a page that can not be heard any more is let go by the server within 60 s', async () => {
    const desk = await startDesk();
    const agent = await agentWire(desk);
    const page = new Browser(desk).open();
    const { entry } = await page.say('Hello?');
    const isHere = () => agent.heard.findLast(news => news.type === 'visitor.presence')?.isHere;
    await until('the agent to see the visitor', () => isHere() === true);

    desk.proxy.stall('up');
    await desk.skew({ wall: NOTICED_MS - 5_000 });
    // Who says something is not silent: only the page that can not be heard is.
    await agent.ask({ type: 'ping' });
    const lively = await visitorWire(desk);
    await desk.skew({ wall: NOTICED_MS + 1_000 });
    await until('the agent to see the visitor go', () => isHere() === false);
    expect(lively.closedWith).toBe(null);
    expect(agent.closedWith).toBe(null);

    // The server's goodbye still reaches the page: it knows at once, and comes back when it can.
    await until('the goodbye', () => page.closes.includes(4008));
    desk.proxy.mend();
    page.connection.retry();
    await until('the visitor to be back', () => isHere() === true);
    agent.say({ type: 'message.send', conversationId: entry!.conversationId, text: 'Here we are.' });
    await until('the answer', () => page.texts.includes('Here we are.'));
  });
});
