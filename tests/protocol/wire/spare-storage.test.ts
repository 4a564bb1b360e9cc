import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { createOutbox, type Outbox, type Spare } from '../../../protocol/wire/outbox.ts';
import * as spareStorage from '../../../protocol/wire/spare-storage.ts';
import { createStorage } from '../../faults/page.ts';

const command = (clientId: string) => ({ type: 'message.send', clientId, text: `words of ${clientId}` });
const idsIn = async (outbox: Outbox) => (await outbox.all()).map(({ clientId }) => clientId);

beforeEach(() => {
  vi.stubGlobal('indexedDB', new IDBFactory());
  vi.stubGlobal('IDBKeyRange', IDBKeyRange);
});
afterEach(() => void vi.unstubAllGlobals());

const withRoom = new WeakSet<Storage>();
/** A storage in which the page's own things leave no room, until it is put among those with room. */
function fullStorage(): Storage {
  const storage = createStorage();
  const prototype = Object.getPrototypeOf(storage) as Storage;
  const { setItem } = prototype;
  prototype.setItem = function (key, value) {
    if (!withRoom.has(this)) throw new DOMException('full', 'QuotaExceededError');
    setItem.call(this, key, value);
  };
  return storage;
}

/** An outbox of a page, and what the page was told. */
function openPage(storage: Storage | null, loadSpare: () => Promise<Spare> = async () => spareStorage, name = 'site') {
  const load = vi.fn(loadSpare);
  let changes = 0;
  const outbox = createOutbox(name, storage, () => void changes++, load);
  onTestFinished(() => outbox.close());
  return {
    outbox,
    load,
    get changes() {
      return changes;
    },
  };
}

/** Until what was given to the spare is on disk: a page of another tab would find it. */
async function isKept(...clientIds: string[]): Promise<void> {
  await vi.waitFor(async () => {
    const { outbox } = openPage(createStorage());
    const ids = await idsIn(outbox);
    outbox.close();
    expect(ids).toEqual(clientIds);
  });
}

describe('what the storage will not take', () => {
  test.each([
    ['is full', fullStorage],
    ['is refused', () => null],
  ])('C3 outlives the page where localStorage %s, and nobody is warned', async (_name, storage) => {
    const page = openPage(storage());
    expect(await idsIn(page.outbox)).toEqual([]);
    await page.outbox.add(command('c-1'));
    await isKept('c-1');
    expect(page.outbox.isDurable).toBe(true);
    page.outbox.close();

    // The next page, whose storage works again, or still does not.
    for (const later of [createStorage(), fullStorage(), null]) {
      const { outbox } = openPage(later);
      expect(await outbox.all()).toEqual([command('c-1')]);
      expect(outbox.isDurable).toBe(true);
    }
  });

  test('C3 stands in one line with what it took, and leaves it when it is done', async () => {
    const storage = fullStorage();
    const page = openPage(storage);
    for (const id of ['c-1', 'c-2', 'c-3', 'c-4']) {
      if (id === 'c-1' || id === 'c-3') withRoom.add(storage);
      else withRoom.delete(storage);
      await page.outbox.add(command(id));
    }
    await isKept('c-2', 'c-4');
    for (const each of [page, openPage(storage)])
      expect(await idsIn(each.outbox)).toEqual(['c-1', 'c-2', 'c-3', 'c-4']);
    for (const id of ['c-1', 'c-2']) await page.outbox.remove(id);
    await isKept('c-4');
    expect(await idsIn(openPage(storage).outbox)).toEqual(['c-3', 'c-4']);
  });

  test('C3 is not mixed with that of another site or program', async () => {
    const [ours, others] = [openPage(null, undefined, 'site-1'), openPage(null, undefined, 'site-11')];
    await ours.outbox.add(command('c-1'));
    await others.outbox.add(command('c-2'));
    await vi.waitFor(async () => expect(await idsIn(openPage(null, undefined, 'site-1').outbox)).toEqual(['c-1']));
    await vi.waitFor(async () => expect(await idsIn(openPage(null, undefined, 'site-11').outbox)).toEqual(['c-2']));
    expect([await idsIn(ours.outbox), await idsIn(others.outbox)]).toEqual([['c-1'], ['c-2']]);
  });

  test('C3 a page that never needed it loads nothing and makes no database', async () => {
    const page = openPage(createStorage());
    await page.outbox.add(command('c-1'));
    await page.outbox.all();
    await page.outbox.remove('c-1');
    expect(page.load).not.toHaveBeenCalled();
    expect(await indexedDB.databases()).toEqual([]);
  });

  test('C3 a browser that can not name its databases is asked for what may be there', async () => {
    const full = openPage(fullStorage());
    await full.outbox.add(command('c-1'));
    await isKept('c-1');
    Object.defineProperty(indexedDB, 'databases', { value: undefined });
    expect(await idsIn(openPage(createStorage()).outbox)).toEqual(['c-1']);
  });
});

describe('tabs', () => {
  test('C3 one hears what another has kept and removed, and shows the same', async () => {
    const [one, two] = [openPage(fullStorage()), openPage(null)];
    await two.outbox.all();
    const { changes } = two;
    await one.outbox.add(command('c-1'));
    await vi.waitFor(() => expect(two.changes).toBeGreaterThan(changes));
    expect(await idsIn(two.outbox)).toEqual(['c-1']);
    await two.outbox.add(command('c-2'));
    await vi.waitFor(async () => expect(await idsIn(one.outbox)).toEqual(['c-1', 'c-2']));
    await two.outbox.remove('c-1');
    await vi.waitFor(async () => expect(await idsIn(one.outbox)).toEqual(['c-2']));
    await isKept('c-2');
  });

  test('C3 what both keep at once is there once, and nobody undoes what the other removed', async () => {
    const tabs = [openPage(fullStorage()), openPage(fullStorage())];
    const ids = Array.from({ length: 10 }, (_, index) => `c-${index}`);
    await Promise.all(ids.map((id, index) => tabs[index % 2]!.outbox.add(command(id))));
    for (const { outbox } of tabs) {
      await vi.waitFor(async () => expect((await idsIn(outbox)).toSorted()).toEqual(ids));
    }
    await Promise.all(ids.slice(0, 8).map((id, index) => tabs[(index + 1) % 2]!.outbox.remove(id)));
    for (const { outbox } of tabs) {
      await vi.waitFor(async () => expect((await idsIn(outbox)).toSorted()).toEqual(['c-8', 'c-9']));
    }
  });

  test('C3 a page that is gone hears of nothing more', async () => {
    const [one, two] = [openPage(null), openPage(null)];
    for (const { outbox } of [one, two]) await outbox.all();
    two.outbox.close();
    const { changes } = two;
    await one.outbox.add(command('c-1'));
    await isKept('c-1');
    expect(two.changes).toBe(changes);
  });
});

describe('where neither holds', () => {
  test('C3 it is said, and kept for as long as the page lives', async () => {
    vi.stubGlobal('indexedDB', {
      databases: () => Promise.reject(new DOMException('denied', 'SecurityError')),
      open() {
        throw new DOMException('denied', 'SecurityError');
      },
    });
    const page = openPage(fullStorage());
    await page.outbox.add(command('c-1'));
    await vi.waitFor(() => expect(page.outbox.isDurable).toBe(false));
    await page.outbox.add(command('c-2'));
    expect(await idsIn(page.outbox)).toEqual(['c-1', 'c-2']);
    expect(page.changes, 'told of both, and of the warning').toBe(3);
    await page.outbox.remove('c-1');
    expect(await idsIn(page.outbox)).toEqual(['c-2']);
  });

  test('C3 a chunk that can not be loaded is loaded by a later try, and the warning goes', async () => {
    const loads = [() => Promise.reject(new TypeError('offline')), async () => spareStorage];
    const page = openPage(fullStorage(), () => (loads.shift() ?? (async () => spareStorage))());
    await page.outbox.add(command('c-1'));
    await vi.waitFor(() => expect(page.outbox.isDurable).toBe(false));
    await page.outbox.add(command('c-2'));
    await vi.waitFor(() => expect(page.outbox.isDurable).toBe(true));
    await isKept('c-1', 'c-2');
  });

  test('C3 a database that never answers does not hold up the line for longer than 3 s', async () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    vi.stubGlobal('indexedDB', { databases: async () => [], open: () => ({}) });
    const page = openPage(null);
    await page.outbox.add(command('c-1'));
    const ids = idsIn(page.outbox);
    await vi.advanceTimersByTimeAsync(3_000);
    expect(await ids).toEqual(['c-1']);
    expect([page.outbox.isDurable, vi.getTimerCount()]).toEqual([false, 0]);
  });

  test('C3 a database that is taken away while the page is open is opened anew', async () => {
    const page = openPage(fullStorage());
    await page.outbox.add(command('c-1'));
    await isKept('c-1');
    vi.stubGlobal('indexedDB', new IDBFactory());
    page.outbox.close();
    await page.outbox.add(command('c-2'));
    await vi.waitFor(() => expect(page.outbox.isDurable).toBe(false));
    await page.outbox.add(command('c-3'));
    await vi.waitFor(() => expect(page.outbox.isDurable).toBe(true));
    await isKept('c-1', 'c-2', 'c-3');
  });
});
