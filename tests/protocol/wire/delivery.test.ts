import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { PASSING } from '../../../protocol/wire/connection.ts';
import { createOutbox } from '../../../protocol/wire/outbox.ts';
import { createStorage } from '../../faults/page.ts';
import { openPage, openReady, pauseOf, settle } from './fake-link.ts';

const command = (clientId: string) => ({ type: 'message.send', clientId });
const idsIn = async (outbox: ReturnType<typeof createOutbox>) => (await outbox.all()).map(({ clientId }) => clientId);

/** Web Locks as far as they are used: who asks for a name waits for all who asked before. */
function createLocks() {
  const lines = new Map<string, Promise<unknown>>();
  return {
    request(name: string, work: () => Promise<void>) {
      const turn = (lines.get(name) ?? Promise.resolve()).then(work);
      lines.set(
        name,
        turn.catch(() => {}),
      );
      return turn;
    },
  };
}

let locks: ReturnType<typeof createLocks>;

beforeEach(() => {
  vi.useFakeTimers();
  locks = createLocks();
  vi.stubGlobal('navigator', { locks });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('a delivery', () => {
  test('C2 is in the outbox from the call to the ack, and one is under way at a time, in order', async () => {
    const outbox = createOutbox('site', createStorage());
    const page = await openReady({ outbox });
    const done: string[] = [];
    for (const id of ['c-1', 'c-2', 'c-3']) page.connection.deliver(command(id)).then(({ ref }) => done.push(ref));
    expect(await idsIn(outbox)).toEqual(['c-1', 'c-2', 'c-3']);
    for (const [index, id] of ['c-1', 'c-2', 'c-3'].entries()) {
      await settle();
      expect(page.socket.asked).toEqual(['c-1', 'c-2', 'c-3'].slice(0, index + 1));
      expect(done.length).toBe(index);
      await page.socket.ack(id);
    }
    expect(done).toEqual(['c-1', 'c-2', 'c-3']);
    expect(await idsIn(outbox)).toEqual([]);
    expect(
      page.news.map(({ type }) => type),
      'a page settles by news what an earlier page sent',
    ).toEqual(['welcome', 'ack', 'ack', 'ack']);
  });

  test('C6 waits in the outbox until it is made ready, and so does all behind it', async () => {
    const outbox = createOutbox('site', createStorage());
    const turns: { clientId: string; resolve(ready?: object): void }[] = [];
    const prepare = ({ clientId }: { clientId: string }) =>
      new Promise<undefined>(resolve => turns.push({ clientId, resolve: resolve as (ready?: object) => void }));
    const page = await openReady({ outbox, prepare });
    for (const id of ['c-1', 'c-2', 'c-3']) page.connection.deliver(command(id));
    await settle();
    expect([turns.map(({ clientId }) => clientId), page.socket.asked]).toEqual([['c-1'], []]);

    // The link may go and come meanwhile.
    page.socket.drop();
    pauseOf(page);
    await page.socket.welcome();
    expect(turns).toHaveLength(1);
    turns[0]!.resolve({ ...command('c-1'), files: ['f1'] });
    await settle();
    expect(page.socket.sent.at(-1)).toEqual({ ...command('c-1'), files: ['f1'] });
    await page.socket.ack('c-1');

    // Nothing is left of the second, and the third goes on.
    turns[1]!.resolve();
    await settle();
    expect([page.socket.asked, await idsIn(outbox)]).toEqual([['c-1'], ['c-3']]);
    turns[2]!.resolve(command('c-3'));
    await settle();
    expect(page.socket.asked).toEqual(['c-1', 'c-3']);
  });

  test('C2 unanswered, goes again after 10 s on a live link, under its id', async () => {
    const page = await openReady();
    const delivery = page.connection.deliver(command('c-1'));
    await vi.advanceTimersByTimeAsync(9_999);
    expect(page.socket.asked).toEqual(['c-1']);
    await vi.advanceTimersByTimeAsync(1);
    expect(page.socket.asked).toEqual(['c-1', 'c-1']);
    await page.socket.ack('c-1');
    await page.socket.ack('c-1');
    await expect(delivery).resolves.toMatchObject({ ref: 'c-1' });
    await vi.advanceTimersByTimeAsync(20_000);
    expect(page.socket.asked.length).toBe(2);
  });

  test('C2 waits for a link, and goes again on each until it is acked', async () => {
    const outbox = createOutbox('site', createStorage());
    const page = openPage({ outbox });
    const deliveries = ['c-1', 'c-2'].map(id => page.connection.deliver(command(id)));
    page.connection.start();
    await page.socket.welcome();
    page.socket.drop();
    pauseOf(page);
    await page.socket.welcome();
    await page.socket.ack('c-1');
    page.socket.drop();
    expect(await idsIn(outbox)).toEqual(['c-2']);
    pauseOf(page);
    await page.socket.welcome();
    await page.socket.ack('c-2');
    expect(page.sockets.map(({ asked }) => asked)).toEqual([['c-1'], ['c-1', 'c-2'], ['c-2']]);
    expect((await Promise.all(deliveries)).map(({ ref }) => ref)).toEqual(['c-1', 'c-2']);
  });

  test('C2 refused for good, rejects with code and fields, is removed, and the next one goes', async () => {
    const outbox = createOutbox('site', createStorage());
    const page = await openReady({ outbox });
    const refused = page.connection.deliver(command('c-1'));
    const taken = page.connection.deliver(command('c-2'));
    await settle();
    page.socket.refuse('c-1', 'FIELD_INVALID', { fields: { phone: 'PHONE_INVALID' } });
    await expect(refused).rejects.toMatchObject({ code: 'FIELD_INVALID', fields: { phone: 'PHONE_INVALID' } });
    await settle();
    expect(await idsIn(outbox)).toEqual(['c-2']);
    await page.socket.ack('c-2');
    await expect(taken).resolves.toMatchObject({ ref: 'c-2' });
    expect(page.socket.asked).toEqual(['c-1', 'c-2']);
  });

  test.each(PASSING)('C2 refused with %s, is kept and tried again after longer and longer pauses', async code => {
    const outbox = createOutbox('site', createStorage());
    const page = await openReady({ outbox });
    const delivery = page.connection.deliver(command('c-1'));
    await settle();
    for (const [tries, pause] of [1_000, 2_000, 4_000].entries()) {
      await page.socket.refuse('c-1', code as 'INTERNAL');
      expect(await idsIn(outbox)).toEqual(['c-1']);
      await vi.advanceTimersByTimeAsync(pause - 1);
      expect(page.socket.asked.length).toBe(tries + 1);
      await vi.advanceTimersByTimeAsync(1);
      expect(page.socket.asked.length).toBe(tries + 2);
      await page.socket.hear({ type: 'typing' });
    }
    page.connection.deliver(command('c-2'));
    await page.socket.ack('c-1');
    await expect(delivery).resolves.toMatchObject({ ref: 'c-1' });
    expect(await idsIn(outbox)).toEqual(['c-2']);
    await page.socket.refuse('c-2', code as 'INTERNAL');
    await vi.advanceTimersByTimeAsync(1_000);
    expect(page.socket.asked.slice(-2), 'the next one begins with a short pause').toEqual(['c-2', 'c-2']);
  });

  test('C2 R1 while the server asks for a pause the whole line waits, what came before and what comes now', async () => {
    const page = await openReady();
    for (const id of ['c-1', 'c-2', 'c-3']) page.connection.deliver(command(id));
    await settle();
    await page.socket.refuse('c-1', 'RATE_LIMITED', { retryAfterMs: 3_000 });
    page.connection.deliver(command('c-4'));
    await vi.advanceTimersByTimeAsync(2_999);
    expect(page.socket.asked).toEqual(['c-1']);
    await vi.advanceTimersByTimeAsync(1);
    for (const id of ['c-1', 'c-2', 'c-3', 'c-4']) await page.socket.ack(id);
    expect(page.socket.asked).toEqual(['c-1', 'c-1', 'c-2', 'c-3', 'c-4']);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(page.socket.asked.length).toBe(5);
  });

  test('C2 `retry` does not wait for that pause', async () => {
    const page = await openReady();
    page.connection.deliver(command('c-1'));
    await settle();
    await page.socket.refuse('c-1', 'STORE_UNAVAILABLE', { retryAfterMs: 60_000 });
    page.connection.retry();
    await settle();
    expect(page.socket.asked).toEqual(['c-1', 'c-1']);
  });

  test('C2 a lock that the browser refuses is asked for again', async () => {
    const request = vi.spyOn(locks, 'request').mockRejectedValueOnce(new DOMException('not now', 'InvalidStateError'));
    const page = await openReady({ outbox: createOutbox('site', createStorage()) });
    page.connection.deliver(command('c-1'));
    await vi.advanceTimersByTimeAsync(1_000);
    expect(request.mock.calls.length).toBeGreaterThan(1);
    expect(page.socket.asked).toEqual(['c-1']);
  });
});

describe('pages of one browser', () => {
  test('C2 a page sends what an earlier one left, before its own', async () => {
    const storage = createStorage();
    const earlier = openPage({ outbox: createOutbox('site', storage) });
    for (const id of ['c-1', 'c-2']) earlier.connection.deliver(command(id));
    const outbox = createOutbox('site', storage);
    const page = await openReady({ outbox });
    page.connection.deliver(command('c-3'));
    for (const id of ['c-1', 'c-2', 'c-3']) await page.socket.ack(id);
    expect(page.socket.asked).toEqual(['c-1', 'c-2', 'c-3']);
    expect(await idsIn(outbox)).toEqual([]);
  });

  test('C2 two pages send what waits once; when one goes, the other goes on', async () => {
    const storage = createStorage();
    const outbox = createOutbox('site', storage);
    for (const id of ['c-1', 'c-2', 'c-3']) await outbox.add(command(id));
    const first = await openReady({ outbox: createOutbox('site', storage) });
    const second = await openReady({ outbox: createOutbox('site', storage) });
    await first.socket.ack('c-1');
    expect([first.socket.asked, second.socket.asked]).toEqual([['c-1', 'c-2'], []]);
    first.connection.stop();
    await settle();
    for (const id of ['c-2', 'c-3']) await second.socket.ack(id);
    expect([first.socket.asked, second.socket.asked]).toEqual([
      ['c-1', 'c-2'],
      ['c-2', 'c-3'],
    ]);
    expect(await idsIn(outbox)).toEqual([]);
  });

  test('C2 ST4 a page whose delivery another page has sent asks for the answer under the same id', async () => {
    const storage = createStorage();
    const typedIn = openPage({ outbox: createOutbox('site', storage) });
    const delivery = typedIn.connection.deliver(command('c-1'));
    const other = await openReady({ outbox: createOutbox('site', storage) });
    await other.socket.ack('c-1');
    typedIn.connection.start();
    await typedIn.socket.welcome();
    expect(typedIn.socket.asked).toEqual(['c-1']);
    await typedIn.socket.ack('c-1');
    await expect(delivery).resolves.toMatchObject({ ref: 'c-1' });
  });
});

describe('what need not outlive the link', () => {
  test('C2 a request takes the answer with its ref, of whatever type', async () => {
    const page = await openReady();
    const asked = page.connection.request(command('c-older'));
    await page.socket.hear({ type: 'history', ref: 'c-other' });
    await page.socket.hear({ type: 'history', ref: 'c-older' });
    await expect(asked).resolves.toEqual({ type: 'history', ref: 'c-older' });
  });

  test('C2 a request rejects with the error frame, also with one that passes, and with NOT_CONNECTED off link', async () => {
    const page = openPage();
    page.connection.start();
    await expect(page.connection.request(command('c-early'))).rejects.toEqual({ code: 'NOT_CONNECTED' });
    await page.socket.welcome();
    const refused = page.connection.request(command('c-refused'));
    const dropped = page.connection.request(command('c-dropped'));
    page.socket.refuse('c-refused', 'RATE_LIMITED', { retryAfterMs: 500 });
    await expect(refused).rejects.toMatchObject({ code: 'RATE_LIMITED', retryAfterMs: 500 });
    page.socket.drop();
    await expect(dropped).rejects.toEqual({ code: 'NOT_CONNECTED' });
    pauseOf(page);
    await page.socket.welcome();
    expect(page.socket.asked).toEqual([]);
  });

  test('C2 a notice goes now or never', async () => {
    const page = openPage();
    page.connection.notify(command('c-idle'));
    page.connection.start();
    page.connection.notify(command('c-connecting'));
    await page.socket.welcome();
    page.connection.notify(command('c-ready'));
    page.socket.drop();
    page.connection.notify(command('c-waiting'));
    pauseOf(page);
    await page.socket.welcome();
    expect(page.sockets.map(({ asked }) => asked)).toEqual([['c-ready'], []]);
  });
});
