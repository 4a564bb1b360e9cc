import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createOutbox, type Outbox } from '../../../protocol/wire/outbox.ts';
import { createStorage } from '../../faults/page.ts';

const NOON = Date.UTC(2026, 2, 2, 12);
/** What is written to disk at most, by a page that loops. */
const MAX_ITEMS = 200;
const command = (clientId: string, text = `words of ${clientId}`) => ({ type: 'message.send', clientId, text });
const idsIn = async (outbox: Outbox) => (await outbox.all()).map(({ clientId }) => clientId);

/** Makes methods of this one storage throw, as browsers do when it is full or was taken away. */
function breakOf(storage: Storage, ...methods: ('getItem' | 'setItem' | 'removeItem')[]) {
  const broken = Object.getPrototypeOf(storage);
  for (const method of methods) {
    broken[method] = () => {
      throw new DOMException(`${method} is refused`, 'QuotaExceededError');
    };
  }
}

beforeEach(() => void vi.useFakeTimers({ now: NOON }));
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('order and keeping', () => {
  test('C2 what was added comes back whole and in order, also after a reload', async () => {
    const storage = createStorage();
    const outbox = createOutbox('site', storage);
    for (const id of ['c-b', 'c-a', 'c-c']) await outbox.add(command(id));
    expect(outbox.isDurable).toBe(true);
    for (const each of [outbox, createOutbox('site', storage)]) {
      expect(await each.all()).toEqual([command('c-b'), command('c-a'), command('c-c')]);
    }
  });

  test('C2 the order stays when the clock goes back, and over a reload in between', async () => {
    const storage = createStorage();
    await createOutbox('site', storage).add(command('c-c'));
    vi.setSystemTime(NOON - 86_400_000);
    const outbox = createOutbox('site', storage);
    await outbox.add(command('c-b'));
    vi.setSystemTime(NOON + 1);
    await outbox.add(command('c-a'));
    expect(await idsIn(outbox)).toEqual(['c-c', 'c-b', 'c-a']);
  });

  test('C2 a command that is there already stays where it is', async () => {
    for (const storage of [createStorage(), null]) {
      const outbox = createOutbox('site', storage);
      for (const id of ['c-1', 'c-2', 'c-1']) await outbox.add(command(id));
      expect(await idsIn(outbox)).toEqual(['c-1', 'c-2']);
    }
  });

  test('C2 tabs add to one line, and each takes out of it', async () => {
    const storage = createStorage();
    const [one, two] = [createOutbox('site', storage), createOutbox('site', storage)];
    await one.add(command('c-1'));
    await two.add(command('c-2'));
    await one.add(command('c-3'));
    await two.remove('c-1');
    expect([await idsIn(one), await idsIn(two)]).toEqual([
      ['c-2', 'c-3'],
      ['c-2', 'c-3'],
    ]);
  });

  test('C2 removing what is not there, or no more, changes nothing', async () => {
    const outbox = createOutbox('site', createStorage());
    await outbox.add(command('c-1'));
    await outbox.remove('c-unknown');
    // The end of an id is not the id.
    await outbox.remove('1');
    expect(await idsIn(outbox)).toEqual(['c-1']);
    await outbox.remove('c-1');
    await outbox.remove('c-1');
    expect(await idsIn(outbox)).toEqual([]);
    expect(outbox.isDurable).toBe(true);
  });

  test('C2 sites and programs on one origin do not mix, nor touch what else is stored', async () => {
    const storage = createStorage();
    storage.setItem('theirs', 'not JSON');
    const [ours, others] = [createOutbox('site-1', storage), createOutbox('site-11', storage)];
    await ours.add(command('c-1'));
    await others.add(command('c-2'));
    expect([await idsIn(ours), await idsIn(others)]).toEqual([['c-1'], ['c-2']]);
    await ours.remove('c-1');
    expect(storage.getItem('theirs')).toBe('not JSON');
    expect(Object.keys(storage).length).toBe(2);
  });

  test('C2 a page is told of what it added and removed, when that is done', async () => {
    const seen: string[][] = [];
    const outbox = createOutbox('site', createStorage(), async () => seen.push(await idsIn(outbox)));
    await outbox.add(command('c-1'));
    await outbox.remove('c-1');
    await vi.waitFor(() => expect(seen).toEqual([['c-1'], []]));
  });
});

describe('a storage that fails', () => {
  test('C2 without one, commands are kept in memory, and that is said', async () => {
    const outbox = createOutbox('site', null);
    expect(outbox.isDurable).toBe(false);
    for (const id of ['c-1', 'c-2']) await outbox.add(command(id));
    await outbox.remove('c-1');
    expect(await idsIn(outbox)).toEqual(['c-2']);
  });

  test('C2 a full one keeps what it has; the rest is in memory after it, and that is said', async () => {
    const storage = createStorage();
    const outbox = createOutbox('site', storage);
    await outbox.add(command('c-1'));
    breakOf(storage, 'setItem');
    expect(outbox.isDurable).toBe(true);
    await outbox.add(command('c-2'));
    expect(outbox.isDurable).toBe(false);
    expect(await idsIn(outbox)).toEqual(['c-1', 'c-2']);
    expect(await idsIn(createOutbox('site', storage))).toEqual(['c-1']);
    for (const id of ['c-1', 'c-2']) await outbox.remove(id);
    expect(await idsIn(outbox)).toEqual([]);
  });

  test('C2 a long text that does not fit keeps its place before a short one that does', async () => {
    const storage = createStorage();
    const prototype = Object.getPrototypeOf(storage) as Storage;
    const { setItem } = prototype;
    prototype.setItem = function (key, value) {
      if (value.length > 100) throw new DOMException('full', 'QuotaExceededError');
      setItem.call(this, key, value);
    };
    const outbox = createOutbox('site', storage);
    await outbox.add(command('c-1'));
    await outbox.add(command('c-2', 'x'.repeat(100)));
    await outbox.add(command('c-3'));
    expect(await idsIn(outbox)).toEqual(['c-1', 'c-2', 'c-3']);
    await outbox.remove('c-2');
    expect(await idsIn(outbox)).toEqual(['c-1', 'c-3']);
    expect(await idsIn(createOutbox('site', storage))).toEqual(['c-1', 'c-3']);
  });

  test('C2 one that is taken away while the page is open breaks nothing', async () => {
    const storage = new Proxy(createStorage(), {
      ownKeys() {
        throw new DOMException('denied', 'SecurityError');
      },
    });
    breakOf(storage, 'getItem', 'setItem', 'removeItem');
    const outbox = createOutbox('site', storage);
    await outbox.add(command('c-1'));
    await outbox.add(command('c-2'));
    await outbox.remove('c-1');
    expect(await idsIn(outbox)).toEqual(['c-2']);
    expect(outbox.isDurable).toBe(false);
  });

  test('C2 what it will not let go of is not sent again by this page', async () => {
    const storage = createStorage();
    const outbox = createOutbox('site', storage);
    for (const id of ['c-1', 'c-2']) await outbox.add(command(id));
    breakOf(storage, 'removeItem');
    await outbox.remove('c-1');
    expect(await idsIn(outbox)).toEqual(['c-2']);
    expect(outbox.isDurable).toBe(false);
  });

  test('C2 an item that can not be read is removed, so that it does not block the line', async () => {
    const storage = createStorage();
    const outbox = createOutbox('site', storage);
    for (const id of ['c-1', 'c-2']) await outbox.add(command(id));
    const [key] = Object.keys(storage);
    storage.setItem(key!, '{"type":"message.se');
    expect(await idsIn(outbox)).toEqual(['c-2']);
    expect(storage.getItem(key!)).toBeNull();
    expect(outbox.isDurable).toBe(true);
  });

  test('C2 a page that loops does not fill the disk, and its order stays', async () => {
    const storage = createStorage();
    const outbox = createOutbox('site', storage);
    const ids = Array.from({ length: MAX_ITEMS + 2 }, (_, index) => `c-${index}`);
    for (const id of ids.slice(0, MAX_ITEMS)) await outbox.add(command(id));
    expect(outbox.isDurable).toBe(true);
    for (const id of ids.slice(MAX_ITEMS)) await outbox.add(command(id));
    expect(Object.keys(storage).length).toBe(MAX_ITEMS);
    expect(outbox.isDurable).toBe(false);
    expect(await idsIn(outbox)).toEqual(ids);
  });
});

describe('one tab at a time', () => {
  test('C2 work waits for the lock of its name', async () => {
    const request = vi.fn(async (_name: string, work: () => Promise<void>) => work());
    vi.stubGlobal('navigator', { locks: { request } });
    const work = vi.fn(async () => {});
    for (const name of ['site-1', 'site-1', 'site-2']) await createOutbox(name, createStorage()).exclusively(work);
    const [first, again, other] = request.mock.calls.map(([name]) => name);
    expect(again).toBe(first);
    expect(other).not.toBe(first);
    expect(work).toHaveBeenCalledTimes(3);
  });

  test.each([
    ['on plain http, where there are no locks', {}, createStorage()],
    ['in memory, which no other tab shares', { locks: { request: () => expect.fail('no lock is needed') } }, null],
  ])('C2 work runs at once %s', async (_where, navigator, storage) => {
    vi.stubGlobal('navigator', navigator);
    const work = vi.fn(async () => {});
    await createOutbox('site', storage).exclusively(work);
    expect(work).toHaveBeenCalledTimes(1);
  });
});
