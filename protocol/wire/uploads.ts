/**
 * Files on their way to the server, for widget and inbox: kept in IndexedDB until what was said with them is stored, so that
 * a lost link, a reload or another tab costs time and no file (SPEC C6). How their bytes travel is for `send`.
 */
import { newClientId } from './client-id.ts';
import { PASSING, type Refusal } from './connection.ts';

/** A file on its way. */
export interface Upload {
  /** Made here; later ones sort behind earlier ones. */
  id: string;
  /** The field it stands in, or the `clientId` of the command that waits for it. */
  owner: string;
  /** Where it is to go, for servers that want to know. */
  place: string;
  name: string;
  /** As the browser guesses it; the server looks for itself. */
  type: string;
  /** Bytes. */
  size: number;
  file: Blob;
  /** Bytes that the server has. */
  sent: number;
  /** What the server calls what it has of it. */
  partId?: string;
  /** What the server calls it, once it has all of it. */
  fileId?: string;
  /** Why the server will not have it. */
  failure?: string;
  /** It can not be sent just now, and will be tried again. */
  isWaiting?: boolean;
  /** The browser keeps it for as long as the page lives, and no longer. */
  isForgetful?: boolean;
  /** It was handed to a command, which names it. */
  isGiven?: boolean;
  /** Somebody has stopped it since: only that is kept, so that the command goes without it and none is taken for lost. */
  isStopped?: boolean;
}

export interface UploadsOptions {
  /** Begins the keys; distinct per site and program. */
  family: string;
  /** Begins those that are meant: the family and who they belong to. All else of the family is of somebody who was forgotten. */
  prefix: string;
  /**
   * Sends what the server lacks of a file.
   * @param onSent hears how many bytes the server has, and what it calls them
   * @returns what the server calls the file
   * @throws Refusal; whatever has no code is a lost link
   */
  send(upload: Upload, onSent: (bytes: number, partId: string) => void, signal: AbortSignal): Promise<string>;
  /** Tells the server that nobody wants it any more; it would find out by itself. */
  drop(partId: string): void;
  /** Called when one of them has come, gone or changed, in whatever tab. */
  onChange(): void;
  random?: () => number;
}

export interface Uploads {
  /** Those of an owner, in the order in which they were added. */
  of(owner: string): Upload[];
  /** Reads what earlier pages and other tabs have left, and goes on with it. */
  refresh(): Promise<void>;
  /** @param place where they are to go, for servers that want to know */
  add(owner: string, files: Iterable<File>, place?: string): void;
  /** Stops one, and forgets it. */
  remove(id: string): void;
  /** Sends one again from its beginning. */
  retry(id: string): void;
  /** Hands those of a field to a command, but for those that are refused; or all of a command that was refused. @returns their ids */
  give(owner: string, heir: string): string[];
  /** What was said with them is stored, or is not to be said any more. */
  forget(owner: string): void;
  /** What was said with them is refused: they live as long as that does, in this page, to be handed over again by `give`. */
  release(owner: string): void;
  /**
   * Resolves with what the server calls these, once it has all of them; those that were stopped are left out.
   * @throws `{code}` when it will not have one; FILE_LOST when the browser has one no more
   */
  ready(ids: readonly string[]): Promise<string[]>;
  /** The link is back: tries at once what waits for its pause. */
  wake(): void;
  close(): void;
}

/** Stands for one that a command names and nobody has any more. */
const LOST: Partial<Upload> = { failure: 'FILE_LOST' };
const STORE = 'files';
const PAUSE_MIN_MS = 500;
const PAUSE_MAX_MS = 30_000;

export function createUploads(options: UploadsOptions): Uploads {
  const { family, prefix, send, onChange, random = Math.random } = options;
  const held = new Map<string, Upload>();
  const running = new Map<string, { stop: AbortController; done: Promise<void> }>();
  /** End the pauses that are being made. */
  const wakers = new Set<() => void>();
  const opening = open();
  const channel = globalThis.BroadcastChannel && new BroadcastChannel(prefix);
  let lastAt = 0;
  /** What this page has changed so far: an answer of the database that was asked before the last of it is old. */
  let changes = 0;
  let isClosed = false;

  /** Transactions of one store come one after the other, in all tabs. @throws where the browser refuses */
  async function access<T>(mode: IDBTransactionMode, ask: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
    const transaction = (await opening).transaction(STORE, mode);
    const request = ask(transaction.objectStore(STORE));
    return new Promise((resolve, reject) => {
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = () => reject(transaction.error);
    });
  }

  /** Shows a change of one that is still held. */
  function show(id: string, change: Partial<Upload>) {
    const upload = held.get(id);
    if (!upload) return;
    held.set(id, { ...upload, ...change });
    onChange();
  }

  /** Writes one as it is now, or that it is gone, and tells other tabs. */
  async function keep(id: string) {
    const upload = held.get(id);
    changes += 1;
    try {
      if (upload?.isForgetful) return;
      if (upload) await access('readwrite', store => store.put(upload, prefix + id));
      else await access('readwrite', store => store.delete(prefix + id));
      channel?.postMessage(0);
    } catch {
      // No database here, or no room in it.
      show(id, { isForgetful: true });
    }
  }

  /** Takes away what nobody will ask for. */
  async function sweep() {
    const keys = await access('readonly', store => store.getAllKeys(between(family)));
    for (const key of keys) if (!`${key}`.startsWith(prefix)) await access('readwrite', store => store.delete(key));
  }

  /** Takes in what the database has. */
  async function read() {
    let kept: Upload[];
    let before: number;
    try {
      do {
        before = changes;
        kept = await access('readonly', store => store.getAll(between(prefix)));
      } while (before !== changes);
    } catch {
      return; // What was added here is held here.
    }
    const ids = kept.map(({ id }) => id);
    for (const { id, isForgetful } of held.values()) if (!isForgetful && !ids.includes(id)) drop(id);
    for (const upload of kept) {
      const { id, owner, fileId, failure, isStopped } = upload;
      held.set(id, { ...upload, ...held.get(id), owner, fileId, failure, isStopped });
    }
    onChange();
  }

  async function refresh() {
    await read();
    for (const { id, fileId, failure, isStopped } of held.values()) if (!fileId && !failure && !isStopped) run(id);
  }

  function drop(id: string) {
    held.delete(id);
    running.get(id)?.stop.abort();
    wake();
  }

  /** Resolves when the server has it, will not have it, or nobody wants it any more. */
  function run(id: string): Promise<void> {
    const known = running.get(id);
    if (known) return known.done;
    if (isClosed) return Promise.resolve();
    const stop = new AbortController();
    const { signal } = stop;
    const work = async () => {
      // Another tab may have had its turn before.
      await read();
      await sendAll(id, signal);
    };
    // One tab sends it. Missing on plain http: then two may, and the server has one of them more.
    const locked = navigator.locks?.request(prefix + id, { signal }, work) ?? work();
    const done = locked
      .catch(() => {}) // Stopped before its turn.
      .finally(() => running.delete(id));
    running.set(id, { stop, done });
    return done;
  }

  async function sendAll(id: string, signal: AbortSignal) {
    for (let tries = 0; !signal.aborted; tries += 1) {
      const upload = held.get(id);
      if (!upload || upload.fileId || upload.failure || upload.isStopped) return;
      const onSent = (sent: number, partId: string) => {
        tries = 0;
        show(id, { sent, partId, isWaiting: false });
      };
      try {
        show(id, { fileId: await send(upload, onSent, signal), isWaiting: false });
      } catch (error) {
        const { code = '', retryAfterMs = 0 } = error as Partial<Refusal>;
        if (signal.aborted) return;
        if (!code || PASSING.includes(code)) {
          show(id, { isWaiting: true });
          await pause(retryAfterMs + random() * Math.min(PAUSE_MAX_MS, PAUSE_MIN_MS * 2 ** tries));
          continue;
        }
        show(id, { failure: code, sent: 0 });
      }
      await keep(id);
    }
  }

  async function pause(ms: number) {
    let timer: ReturnType<typeof setTimeout> | undefined;
    await new Promise<void>(resolve => {
      wakers.add(resolve);
      timer = setTimeout(resolve, ms);
    });
    clearTimeout(timer);
  }

  function wake() {
    for (const waker of wakers) waker();
    wakers.clear();
  }

  function change(id: string, how: Partial<Upload>) {
    show(id, how);
    keep(id);
  }

  function forget(id: string) {
    drop(id);
    keep(id);
    onChange();
  }

  function retry(id: string) {
    change(id, { failure: undefined, partId: undefined, fileId: undefined, sent: 0 });
    run(id);
  }

  const of = (owner: string) => [...held.values()].filter(each => each.owner === owner && !each.isStopped);

  if (channel) channel.onmessage = refresh;
  sweep().catch(() => {}); // No database here, and nothing in it.

  return {
    of,
    refresh,
    add(owner, files, place = '') {
      for (const file of files) {
        lastAt = Math.max(Date.now(), lastAt + 1);
        const id = lastAt.toString(36) + newClientId();
        const { name, type, size } = file;
        held.set(id, { id, owner, place, name, type, size, file, sent: 0 });
        keep(id).then(() => run(id));
      }
      onChange();
    },
    remove(id) {
      running.get(id)?.stop.abort();
      const { isGiven, partId } = held.get(id)!;
      if (partId) options.drop(partId);
      if (isGiven) change(id, { isStopped: true, file: new Blob() });
      else forget(id);
      wake();
    },
    retry,
    give(owner, heir) {
      const given = of(owner).filter(({ isGiven, failure }) => isGiven || !failure);
      for (const { id, isGiven } of given) {
        change(id, { owner: heir, isGiven: true, ...(isGiven && { isForgetful: false }) });
        // Of a command that was refused: perhaps the server knows them no more.
        if (isGiven) retry(id);
      }
      return given.map(({ id }) => id);
    },
    forget(owner) {
      for (const { id, owner: its } of [...held.values()]) if (its === owner) forget(id);
    },
    release(owner) {
      for (const { id, owner: its } of [...held.values()]) {
        if (its !== owner) continue;
        access('readwrite', store => store.delete(prefix + id)).catch(() => {}); // No database, and nothing in it.
        show(id, { isForgetful: true });
      }
    },
    async ready(ids) {
      if (ids.some(id => !held.has(id))) await refresh();
      await Promise.all(ids.filter(id => held.has(id)).map(run));
      // Nobody is here any more to send it.
      if (isClosed) throw new DOMException('closed', 'AbortError');
      const uploads = ids.map(id => held.get(id) ?? LOST).filter(({ isStopped }) => !isStopped);
      for (const { failure } of uploads) if (failure) throw { code: failure };
      return uploads.map(({ fileId }) => fileId!);
    },
    wake,
    close() {
      isClosed = true;
      for (const { stop } of running.values()) stop.abort();
      wake();
      channel?.close();
      opening.then(db => db.close()).catch(() => {});
    },
  };
}

const between = (prefix: string) => IDBKeyRange.bound(prefix, `${prefix}\uffff`);

function open(): Promise<IDBDatabase> {
  const opening = new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open('deskbell-files');
    request.onupgradeneeded = () => void request.result.createObjectStore(STORE);
    request.onerror = () => reject(request.error);
    request.onsuccess = () => resolve(request.result);
  });
  // Each access says so for itself.
  opening.catch(() => {});
  return opening;
}
