import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { openPage, openReady, pauseOf, settle } from './fake-link.ts';

const loadHttp = async () => {};
const command = (clientId: string) => ({ type: 'message.send', clientId });

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('where no WebSocket gets through', () => {
  test('HT2 one that closes before it opened gives way to HTTP within the same attempt', async () => {
    const page = openPage({ loadHttp });
    page.connection.start();
    const delivery = page.connection.deliver(command('c-1'));
    page.socket.drop();
    await settle();
    expect([page.sockets.length, page.standIns.length]).toEqual([2, 1]);
    await page.socket.welcome();
    expect(page.socket.asked).toEqual(['c-1']);
    await page.socket.ack('c-1');
    await expect(delivery).resolves.toMatchObject({ ref: 'c-1' });
    expect(page.states).toEqual(['connecting', 'ready']);
  });

  test('HT2 one that stays silent does so early enough to be there within 10 s', async () => {
    const page = openPage({ loadHttp });
    page.connection.start();
    await vi.advanceTimersByTimeAsync(4_000);
    expect([page.sockets[0]!.isClosed, page.standIns.length]).toEqual([true, 1]);
    await vi.advanceTimersByTimeAsync(5_000);
    await page.socket.welcome();
    expect(page.states).toEqual(['connecting', 'ready']);
  });

  test('HT2 so does one that opens and brings nothing, after the time for an answer to hello', async () => {
    const page = openPage({ loadHttp });
    page.connection.start();
    page.socket.open();
    await vi.advanceTimersByTimeAsync(9_999);
    expect(page.sockets.length).toBe(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(page.standIns.length).toBe(1);
    await page.socket.welcome();
    expect(page.connection.state).toBe('ready');
  });

  test('HT2 one whose address the page’s policy forbids by throwing does so at once', async () => {
    class Forbidden {
      constructor() {
        throw new DOMException('blocked by policy', 'SecurityError');
      }
    }
    const page = openPage({ loadHttp, WebSocket: Forbidden as never });
    page.connection.start();
    await settle();
    await page.standIns[0]!.welcome();
    expect(page.connection.state).toBe('ready');
  });

  test('HT2 a chunk that can not be had, or comes to nothing in 10 s, ends the attempt, and the next begins anew', async () => {
    const loads = [() => Promise.reject(new TypeError('failed')), () => new Promise<void>(() => {}), loadHttp];
    const page = openPage({ loadHttp: () => loads.shift()!() });
    page.connection.start();
    page.socket.drop();
    await settle();
    expect(page.connection.state).toBe('waiting');
    expect(pauseOf(page)).toBe(500);
    page.socket.drop();
    await vi.advanceTimersByTimeAsync(9_999);
    expect(page.connection.state).toBe('connecting');
    await vi.advanceTimersByTimeAsync(1);
    expect(page.connection.state).toBe('waiting');
    expect(pauseOf(page)).toBe(1_000);
    page.socket.drop();
    await settle();
    await page.standIns[0]!.welcome();
    expect(page.connection.state).toBe('ready');
  });

  test('HT2 a chunk that comes when nobody waits for it any more opens nothing', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const page = openPage({ loadHttp: () => promise });
    page.connection.start();
    page.socket.drop();
    page.connection.stop();
    page.connection.start();
    resolve();
    await settle();
    expect([page.sockets.length, page.standIns.length]).toEqual([2, 0]);
    await page.socket.welcome();
    expect(page.connection.state).toBe('ready');
  });
});

describe('where the server is away', () => {
  test('C1 HT2 both carriers are one attempt, and pauses grow as ever', async () => {
    const page = openPage({ loadHttp });
    page.connection.start();
    for (const wanted of [500, 1_000, 2_000, 4_000]) {
      page.socket.drop();
      await settle();
      page.standIns.at(-1)!.drop();
      expect(page.connection.state).toBe('waiting');
      expect(pauseOf(page)).toBe(wanted);
    }
    expect(page.standIns.length).toBe(4);
  });

  test.each([1006, 1012, 1013, 4008])('HT2 a close with %i after it opened is no block', async code => {
    const page = await openReady({ loadHttp });
    page.socket.drop(code);
    expect(page.connection.state).toBe('waiting');
    pauseOf(page);
    page.socket.open();
    page.socket.drop(code);
    expect(page.connection.state, 'also before the welcome').toBe('waiting');
    await settle();
    expect(page.standIns.length).toBe(0);
  });

  test('HT3 a server that refuses the stream says when to come back', async () => {
    const page = openPage({ loadHttp });
    page.connection.start();
    page.socket.drop();
    await settle();
    page.standIns[0]!.drop(1013, 7_000);
    expect(pauseOf(page)).toBe(11_000);
  });
});

describe('by HTTP', () => {
  async function openBlocked() {
    const page = openPage({ loadHttp });
    page.connection.start();
    page.socket.drop();
    await settle();
    await page.socket.welcome();
    return page;
  }

  test('HT4 a link that drops is followed by an attempt that tries a WebSocket first', async () => {
    const page = await openBlocked();
    page.socket.drop();
    expect(page.connection.state).toBe('waiting');
    pauseOf(page);
    expect([page.sockets.length, page.standIns.length]).toEqual([3, 1]);
    await page.socket.welcome();
    expect(page.states).toEqual(['connecting', 'ready', 'waiting', 'connecting', 'ready']);
  });

  test('HT4 C2 told that WebSockets work again, it goes back to one, and what was not acked goes again under its id', async () => {
    const page = await openBlocked();
    page.connection.deliver(command('c-1'));
    await settle();
    await page.socket.hear({ type: 'resync' });
    await page.socket.ack('c-1');
    page.connection.deliver(command('c-2'));
    await vi.advanceTimersByTimeAsync(4_000);
    expect(page.sockets.length, 'an answer that is due is waited for').toBe(2);
    await page.socket.ack('c-2');
    await vi.advanceTimersByTimeAsync(500);
    expect([page.sockets.length, page.standIns.length, page.standIns[0]!.isClosed]).toEqual([3, 1, true]);
    page.connection.deliver(command('c-3'));
    await page.socket.welcome();
    expect(page.sockets.map(({ asked }) => asked)).toEqual([[], ['c-1', 'c-2'], ['c-3']]);
    expect(page.states).toEqual(['connecting', 'ready', 'connecting', 'ready']);
  });

  test('C1 final closes are final here too', async () => {
    const page = await openBlocked();
    page.socket.drop(4001);
    expect([page.connection.state, vi.getTimerCount()]).toEqual(['refused', 0]);
  });
});
