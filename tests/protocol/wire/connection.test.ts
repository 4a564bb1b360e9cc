import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { FINAL_CLOSES, PASSING } from '../../../protocol/wire/connection.ts';
import { CLOSE_CODES, ERRORS } from '../../../protocol/wire/errors.ts';
import { openPage, openReady, pauseOf, settle } from './fake-link.ts';

const HOUR = 3_600_000;
const command = (clientId: string) => ({ type: 'message.send', clientId });

/** What the page has asked the browser to tell it. */
let listeners: Map<string, () => void>;
beforeEach(() => {
  vi.useFakeTimers();
  listeners = new Map();
  vi.stubGlobal('addEventListener', (type: string, listener: () => void) => listeners.set(type, listener));
  vi.stubGlobal('removeEventListener', (type: string, listener: () => void) => {
    if (listeners.get(type) === listener) listeners.delete(type);
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('tables kept apart from errors.ts', () => {
  test('C2 what passes is what the server can not do now, and nothing else', () => {
    const passing = Object.entries(ERRORS).filter(([, { status }]) => status === 429 || status >= 500);
    expect(PASSING.toSorted()).toEqual(passing.map(([code]) => code).toSorted());
  });

  test('C1 the closes without return are those of the table', () => {
    const final = Object.values(CLOSE_CODES).filter(({ isFinal }) => isFinal);
    expect(FINAL_CLOSES.toSorted()).toEqual(final.map(({ code }) => code).toSorted());
  });
});

describe('hello', () => {
  test('W2 is the first frame, made anew at each connect, and nothing goes before its answer', async () => {
    const page = openPage();
    page.connection.start();
    page.connection.deliver(command('c-first'));
    await settle();
    expect(page.socket.sent).toEqual([]);
    page.socket.open();
    page.connection.notify(command('c-typing'));
    await settle();
    expect(page.socket.sent).toEqual([{ type: 'hello', clientId: 'hello-1' }]);
    await page.socket.hear({ type: 'welcome', ref: 'hello-1' });
    expect(page.socket.asked).toEqual(['c-first']);
    page.socket.drop();
    pauseOf(page);
    page.socket.open();
    expect(page.socket.sent).toEqual([{ type: 'hello', clientId: 'hello-2' }]);
    expect(page.states).toEqual(['connecting', 'ready', 'waiting', 'connecting']);
  });

  test('W2 what a page answers to its welcome goes out', async () => {
    const page = openPage({
      onNews: ({ type }) => type === 'welcome' && page.connection.notify(command('c-read')),
    });
    page.connection.start();
    await page.socket.welcome();
    expect(page.socket.asked).toEqual(['c-read']);
  });

  test.each(['opened', 'silent'])('C1 a socket that stays without an answer (%s) is given up after 10 s', kind => {
    const page = openPage();
    page.connection.start();
    if (kind === 'opened') page.socket.open();
    vi.advanceTimersByTime(9_999);
    expect(page.connection.state).toBe('connecting');
    vi.advanceTimersByTime(1);
    expect(page.connection.state).toBe('waiting');
    expect(page.socket.isClosed).toBe(true);
    expect(pauseOf(page)).toBe(500);
  });

  test('C1 W2 refused for its token it is said once more, and not in a loop', async () => {
    const onRefused = vi.fn(() => true);
    const page = openPage({ onRefused });
    page.connection.start();
    page.socket.open();
    await page.socket.refuse('hello-1', 'TOKEN_INVALID');
    expect(onRefused).toHaveBeenCalledExactlyOnceWith('TOKEN_INVALID');
    expect(page.sockets.map(({ isClosed }) => isClosed)).toEqual([true, false]);
    page.socket.open();
    await page.socket.refuse('hello-2', 'TOKEN_INVALID');
    expect(page.connection.state).toBe('refused');
    vi.advanceTimersByTime(HOUR);
    expect(page.sockets.length).toBe(2);
    expect(onRefused).toHaveBeenCalledTimes(1);
    expect(page.news).toMatchObject([{ code: 'TOKEN_INVALID', ref: 'hello-2' }]);
    page.connection.start();
    page.socket.open();
    await page.socket.refuse('hello-3', 'TOKEN_INVALID');
    expect(onRefused, 'a new start may mend anew').toHaveBeenCalledTimes(2);
  });

  test('C1 a mended token that was welcomed may be mended again on a later link', async () => {
    const onRefused = vi.fn(() => true);
    const page = await openReady({ onRefused });
    for (const round of [1, 2]) {
      page.socket.drop();
      pauseOf(page);
      page.socket.open();
      await page.socket.refuse(page.socket.sent[0]!.clientId, 'TOKEN_INVALID');
      await page.socket.welcome();
      expect(onRefused).toHaveBeenCalledTimes(round);
      expect(page.connection.state).toBe('ready');
    }
  });

  test('C1 refused for good it is not repeated, and the page is told why', async () => {
    const page = openPage({ onRefused: () => false });
    page.connection.start();
    page.socket.open();
    await page.socket.refuse('hello-1', 'SITE_UNKNOWN');
    expect(page.news).toMatchObject([{ code: 'SITE_UNKNOWN' }]);
    expect([page.connection.state, page.socket.isClosed, vi.getTimerCount()]).toEqual(['refused', true, 0]);
  });

  test.each(PASSING)('C1 refused with %s it comes back, no sooner than the server asks', async code => {
    const page = openPage({ onRefused: () => expect.fail('nothing is to be mended') });
    page.connection.start();
    page.socket.open();
    await page.socket.refuse('hello-1', code as 'INTERNAL', { retryAfterMs: 7_000 });
    expect(page.connection.state).toBe('waiting');
    expect(pauseOf(page)).toBe(7_500);
  });
});

describe('coming back', () => {
  test('C1 pauses are a random part of what doubles from 0.5 s to 30 s, without end', () => {
    let chance = 1;
    const page = openPage({ random: () => chance });
    page.connection.start();
    const pauses = Array.from({ length: 20 }, () => {
      page.socket.drop();
      return pauseOf(page);
    });
    expect(pauses.slice(0, 8)).toEqual([500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
    expect(new Set(pauses.slice(8))).toEqual(new Set([30_000]));
    for (chance of [0.5, 0.01, 0.9]) {
      page.socket.drop();
      expect(pauseOf(page)).toBe(30_000 * chance);
    }
  });

  test('C1 the counter starts again only after 5 s of welcomed quiet', async () => {
    const page = await openReady();
    const dropAfter = (ms: number) => {
      vi.advanceTimersByTime(ms);
      page.socket.drop();
      return pauseOf(page);
    };
    expect(dropAfter(4_999)).toBe(500);
    await page.socket.welcome();
    expect(dropAfter(4_999)).toBe(1_000);
    page.socket.open();
    expect(dropAfter(9_000), 'a link without a welcome proves nothing').toBe(2_000);
    await page.socket.welcome();
    expect(dropAfter(5_000)).toBe(500);
  });

  test.each([1012, 1013])(
    'C1 W10 a close with %i starts with a wide pause, since a crowd was told the same',
    async code => {
      const page = await openReady();
      page.socket.drop(code);
      expect(pauseOf(page)).toBe(4_000);
      page.socket.drop();
      expect(pauseOf(page)).toBe(8_000);
      page.socket.drop(code);
      expect(pauseOf(page), 'a longer pause is not cut short').toBe(16_000);
    },
  );

  test.each(Object.values(CLOSE_CODES).filter(({ isFinal }) => !isFinal))(
    'C1 a close with $code is not the end',
    async ({ code }) => {
      const page = await openReady();
      page.socket.drop(code);
      expect(page.connection.state).toBe('waiting');
      pauseOf(page);
      await page.socket.welcome();
      expect(page.connection.state).toBe('ready');
    },
  );

  test.each(FINAL_CLOSES)('C1 a close with %i is, until somebody starts anew', async code => {
    const page = await openReady();
    page.socket.drop(code);
    expect([page.connection.state, vi.getTimerCount()]).toEqual(['refused', 0]);
    page.connection.retry();
    listeners.get('online')!();
    await vi.advanceTimersByTimeAsync(HOUR);
    expect(page.sockets.length).toBe(1);
    page.connection.start();
    await page.socket.welcome();
    expect(page.states).toEqual(['connecting', 'ready', 'refused', 'connecting', 'ready']);
    page.socket.drop(1012);
    pauseOf(page);
    page.socket.drop(code);
    page.connection.start();
    page.socket.drop();
    expect(pauseOf(page), 'a new start counts from the beginning').toBe(500);
  });

  test('C1 a browser that forbids the address by throwing is asked again', () => {
    let tries = 0;
    class Forbidden {
      constructor() {
        tries += 1;
        throw new DOMException('blocked by policy', 'SecurityError');
      }
    }
    const page = openPage({ WebSocket: Forbidden as never });
    page.connection.start();
    vi.advanceTimersByTime(1_500);
    expect([tries, page.connection.state]).toEqual([3, 'waiting']);
  });

  test('C1 `online` does not wait for the pause, `offline` does not wait for the heartbeat', async () => {
    const page = await openReady();
    listeners.get('offline')!();
    expect([page.connection.state, page.socket.isClosed]).toEqual(['waiting', true]);
    listeners.get('online')!();
    expect([page.connection.state, page.sockets.length]).toEqual(['connecting', 2]);
    listeners.get('online')!();
    expect(page.sockets.length, 'an attempt under way goes on').toBe(2);
    await page.socket.welcome();
    listeners.get('online')!();
    await vi.advanceTimersByTimeAsync(5_000);
    expect([page.connection.state, page.sockets.length]).toEqual(['ready', 2]);
  });
});

describe('the heartbeat', () => {
  test.each([0, 1, 24_999, 25_000, 25_001, 49_999, 60_000])(
    'W6 C1 a link on which nothing comes after %i ms is given up within 60 s',
    async quietFrom => {
      const page = await openReady();
      // News all the while, so that this long the link is good.
      for (let at = 0; at < quietFrom; ) {
        const step = Math.min(5_000, quietFrom - at);
        await vi.advanceTimersByTimeAsync(step);
        at += step;
        await page.socket.hear({ type: 'typing' });
      }
      expect(page.states).toEqual(['connecting', 'ready']);
      await vi.advanceTimersByTimeAsync(60_000);
      expect(page.states.slice(2, 3)).toEqual(['waiting']);
      expect(page.sockets[0]!.isClosed).toBe(true);
      expect(page.sockets[0]!.sent.at(-1)).toEqual({ type: 'ping' });
    },
  );

  test('W6 a link that answers pings stays, and its pongs are nobody’s news', async () => {
    const page = await openReady();
    const { length } = page.news;
    for (let beat = 0; beat < 100; beat++) {
      await vi.advanceTimersByTimeAsync(25_000);
      expect(page.socket.sent.slice(1)).toEqual(Array(beat + 1).fill({ type: 'ping' }));
      await page.socket.hear({ type: 'pong' });
    }
    expect(page.states).toEqual(['connecting', 'ready']);
    expect(page.news.length).toBe(length);
  });

  test('W6 bytes that are no frame yet count as heard', async () => {
    const page = await openReady();
    for (let at = 0; at < 120_000; at += 5_000) {
      await vi.advanceTimersByTimeAsync(5_000);
      page.socket.onmessage?.({ data: '' });
    }
    expect(page.states).toEqual(['connecting', 'ready']);
  });

  test('W6 C1 a machine that slept takes its link for dead', async () => {
    const page = await openReady();
    vi.setSystemTime(Date.now() + HOUR);
    await vi.advanceTimersByTimeAsync(25_000);
    expect(page.connection.state).toBe('waiting');
  });
});

describe('told to read anew', () => {
  /** Says `resync`, and how long after it a new link is begun. */
  async function resync(page: Awaited<ReturnType<typeof openReady>>): Promise<number> {
    const from = Date.now();
    const { length } = page.sockets;
    await page.socket.hear({ type: 'resync' });
    while (page.sockets.length === length) {
      if (Date.now() - from > HOUR) throw new Error('wanted a new link within the hour');
      vi.advanceTimersToNextTimer();
    }
    return Date.now() - from;
  }

  test('W16 it says hello anew on a new link, and what it has goes on until then', async () => {
    const page = await openReady();
    await page.socket.hear({ type: 'resync' });
    await page.socket.hear({ type: 'typing' });
    page.connection.notify(command('c-typing'));
    expect(page.socket.asked).toEqual(['c-typing']);
    await vi.advanceTimersByTimeAsync(3_999);
    expect([page.sockets.length, page.socket.isClosed]).toEqual([1, false]);
    await vi.advanceTimersByTimeAsync(1);
    expect(page.sockets.map(({ isClosed }) => isClosed)).toEqual([true, false]);
    await page.socket.welcome();
    expect(page.socket.sent[0]).toEqual({ type: 'hello', clientId: 'hello-2' });
    expect(page.states, 'nobody is told that the link is down').toEqual(['connecting', 'ready', 'connecting', 'ready']);
    expect(
      page.news.map(({ type }) => type),
      'the frame is not the page’s business',
    ).toEqual(['welcome', 'typing', 'welcome']);
  });

  test('W16 however often it is told before that, it does so once', async () => {
    const page = await openReady();
    for (let told = 0; told < 5; told++) {
      await page.socket.hear({ type: 'resync' });
      await vi.advanceTimersByTimeAsync(700);
    }
    await vi.advanceTimersByTimeAsync(500);
    await page.socket.welcome();
    await vi.advanceTimersByTimeAsync(20_000);
    expect(page.sockets.length).toBe(2);
  });

  test('W16 a crowd spreads over 4 s; told again and again it takes longer and longer, and calm ends that', async () => {
    let chance = 1;
    const page = await openReady({ random: () => chance });
    for (const wanted of [4_000, 8_000, 16_000, 30_000, 30_000]) {
      expect(await resync(page)).toBe(wanted);
      await page.socket.welcome();
    }
    vi.advanceTimersByTime(5_000);
    chance = 0.25;
    expect(await resync(page)).toBe(1_000);
  });

  test('W16 C2 what was asked on the old link is answered there first', async () => {
    const page = await openReady();
    const delivery = page.connection.deliver(command('c-1'));
    const request = page.connection.request(command('c-2'));
    await page.socket.hear({ type: 'resync' });
    await vi.advanceTimersByTimeAsync(6_000);
    expect(page.sockets.length).toBe(1);
    await page.socket.ack('c-1');
    await page.socket.hear({ type: 'history', ref: 'c-2' });
    await delivery;
    await request;
    await vi.advanceTimersByTimeAsync(500);
    expect(page.sockets.length).toBe(2);
  });

  test('W16 a link that drops meanwhile comes back as ever, once', async () => {
    const page = await openReady();
    await page.socket.hear({ type: 'resync' });
    page.socket.drop();
    expect(page.connection.state).toBe('waiting');
    pauseOf(page);
    await page.socket.welcome();
    await vi.advanceTimersByTimeAsync(20_000);
    expect([page.sockets.length, page.connection.state]).toEqual([2, 'ready']);
  });
});

describe('stop', () => {
  test.each(['connecting', 'ready', 'waiting', 'sending', 'pausing', 'refused'])(
    'C1 leaves no timer and no listener while %s, and late events find nobody',
    async moment => {
      const page = openPage();
      page.connection.start();
      if (moment !== 'connecting') await page.socket.welcome();
      if (moment === 'waiting') page.socket.drop();
      if (moment === 'refused') page.socket.drop(FINAL_CLOSES[0]);
      if (moment === 'sending' || moment === 'pausing')
        for (const id of ['c-one', 'c-two']) page.connection.deliver(command(id));
      await settle();
      if (moment === 'pausing') await page.socket.refuse('c-one', 'RATE_LIMITED', { retryAfterMs: 60_000 });
      page.connection.stop();
      await settle();
      expect(vi.getTimerCount()).toBe(0);
      expect(listeners.size).toBe(0);
      expect([page.connection.state, page.socket.isClosed]).toEqual(['idle', true]);

      const told = [page.states.length, page.news.length, page.socket.sent.length];
      page.socket.open();
      await page.socket.hear({ type: 'welcome', ref: 'hello-1' });
      page.socket.drop();
      await vi.advanceTimersByTimeAsync(HOUR);
      expect([page.states.length, page.news.length, page.socket.sent.length]).toEqual(told);
      expect(page.sockets.length).toBe(1);
    },
  );

  test('C1 what a socket says that was given up does not reach its successor', async () => {
    const page = await openReady();
    listeners.get('offline')!();
    pauseOf(page);
    await page.socket.welcome();
    const [old] = page.sockets;
    const { length } = page.news;
    old!.open();
    await old!.hear({ type: 'typing' });
    old!.drop(4001);
    expect([page.connection.state, page.news.length, page.sockets.length]).toEqual(['ready', length, 2]);
  });
});
