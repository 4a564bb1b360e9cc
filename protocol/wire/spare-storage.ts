/**
 * Where an outbox keeps what `localStorage` will not take: IndexedDB, which has room where the page's own things have
 * filled the other (SPEC C3). Loaded when that happens, or when an earlier page left something here. It is a mirror: what
 * the outbox holds in memory is written here, and what other pages have written comes into memory.
 */

import { SPARE_DATABASE } from './outbox.ts';

const STORE = 'out';
/** Some browsers have never answered a first `open()`. Until then nothing is sent. */
const PATIENCE_MS = 3_000;

interface Mirror {
  sync(): Promise<void>;
  close(): void;
}
const mirrors = new WeakMap<Map<string, string>, Promise<Mirror>>();

/**
 * Writes what is new in `held`, forgets what is gone from it, and adds what others have put here.
 * @param prefix of the keys that are meant
 * @param onChange called when others have changed `held`, also later
 * @returns what ends that: nothing of other pages is heard after it
 * @throws when the browser refuses
 */
export async function keepSpare(prefix: string, held: Map<string, string>, onChange?: () => void): Promise<() => void> {
  const opening = mirrors.get(held) ?? openMirror(prefix, held, onChange);
  mirrors.set(held, opening);
  try {
    const { sync, close } = await opening;
    await sync();
    return close;
  } catch (error) {
    // Taken away, or full: the next try begins anew.
    mirrors.delete(held);
    opening.then(({ close }) => close()).catch(() => {});
    throw error;
  }
}

async function openMirror(prefix: string, held: Map<string, string>, onChange?: () => void): Promise<Mirror> {
  const db = await open();
  const channel = new BroadcastChannel(prefix);
  /** Keys that lie here, as far as this page knows. */
  let known = new Set<string>();
  let line = Promise.resolve();

  /** One transaction writes and reads: pages that do so at once come one after the other. */
  async function exchange(): Promise<void> {
    const transaction = db.transaction(STORE, 'readwrite', { durability: 'strict' });
    const store = transaction.objectStore(STORE);
    const before = new Set(held.keys());
    let hasWritten = false;
    for (const [key, text] of held) if (!known.has(key)) write(store.put(text, key));
    for (const key of known) if (!held.has(key)) write(store.delete(key));
    function write(_: IDBRequest) {
      hasWritten = true;
    }
    const range = IDBKeyRange.bound(prefix, `${prefix}\uffff`);
    const [keys, texts] = [store.getAllKeys(range), store.getAll(range)];
    await within(
      new Promise<void>((resolve, reject) => {
        transaction.oncomplete = () => resolve();
        transaction.onabort = () => reject(transaction.error);
      }),
    );
    const here = keys.result as string[];
    // What has come into memory, or gone from it, since the transaction began is for the next one.
    const come = here.filter(key => !before.has(key) && !known.has(key));
    const gone = [...before].filter(key => !here.includes(key));
    known = new Set(here);
    for (const key of come) held.set(key, texts.result[here.indexOf(key)]);
    for (const key of gone) held.delete(key);
    if (hasWritten) channel.postMessage(0);
    if (come.length || gone.length) onChange?.();
  }

  function sync(): Promise<void> {
    const done = line.then(exchange);
    line = done.catch(() => {});
    return done;
  }

  channel.onmessage = () => sync().catch(() => {});
  return {
    sync,
    close() {
      channel.close();
      db.close();
    },
  };
}

function open(): Promise<IDBDatabase> {
  return within(
    new Promise((resolve, reject) => {
      const request = indexedDB.open(SPARE_DATABASE);
      request.onupgradeneeded = () => void request.result.createObjectStore(STORE);
      request.onerror = () => reject(request.error);
      request.onsuccess = () => resolve(request.result);
    }),
  );
}

function within<T>(work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(reject, PATIENCE_MS, new DOMException('no answer', 'TimeoutError'));
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
