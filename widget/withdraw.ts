/**
 * The visitor takes their consent back: nothing of them stays in the browser, and the server forgets what it does not need
 * (SPEC PR10). A chunk of its own, for a page that may never have drawn the bell; it imports nothing of the panel.
 */

/** As in protocol/wire/outbox.ts and spare-storage.ts: what `localStorage` would not take lies here. */
const SPARE = { database: 'deskbell', store: 'out' };

/** Of this file, below `assets/`. Apart, or the build takes what is put together from it for a file of ours. */
const HERE = import.meta.url;

/** With a site's key it begins whatever a page keeps of that site; of the inbox nothing begins so. */
const PREFIX = 'deskbell:';

export async function run(): Promise<void> {
  try {
    for (const name of Object.keys(localStorage).filter(each => each.startsWith(PREFIX))) {
      const kept = localStorage.getItem(name)!;
      localStorage.removeItem(name);
      tellServer(name.slice(PREFIX.length), kept).catch(() => {});
    }
  } catch {
    // Blocked: then nothing is kept either.
  }
  await forgetSpare().catch(() => {});
}

/** Also while the page goes away. Nothing is left by which it could be told later. */
async function tellServer(site: string, kept: string): Promise<void> {
  // Commands that wait have a longer name.
  const token: string | undefined = site.includes(':') ? undefined : JSON.parse(kept).token;
  if (!token) return;
  const url = new URL(`../../v1/sites/${site}/withdrawal`, HERE);
  await fetch(url, { method: 'POST', headers: { authorization: `Bearer ${token}` }, keepalive: true });
}

async function forgetSpare(): Promise<void> {
  // Opening a database would make it.
  const known = await indexedDB.databases();
  if (!known.some(({ name }) => name === SPARE.database)) return;
  const request = indexedDB.open(SPARE.database);
  await new Promise((resolve, reject) => {
    request.onsuccess = resolve;
    request.onerror = reject;
  });
  const { result } = request;
  const transaction = result.transaction(SPARE.store, 'readwrite');
  transaction.objectStore(SPARE.store).delete(IDBKeyRange.bound(PREFIX, `${PREFIX}\uffff`));
  transaction.oncomplete = () => result.close();
}
