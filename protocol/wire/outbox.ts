/**
 * Where commands wait until the server has acked them, so that a reload, a crash or a dead battery loses nothing
 * (SPEC C2, C3). They are kept in `localStorage`, which has written them when Enter is back up and tells other tabs. What it
 * will not take is kept in memory and, by `spare-storage.ts`, in IndexedDB; docs/decisions/009 says why in this order.
 */

/** A command that must arrive: its `clientId` is how the server tells a repeat (SPEC ST2). */
export interface Durable {
  type: string;
  clientId: string;
}

export interface Outbox {
  /** False once something had to be kept in memory only: say so, because closing the page would lose it. */
  readonly isDurable: boolean;
  /** What waits, oldest first, from all tabs. */
  all(): Promise<Durable[]>;
  /** Keeps a command; one that is there already stays where it is. Never rejects. */
  add(command: Durable): Promise<void>;
  /** Forgets a command. Unknown ids are fine: another tab may have been faster. */
  remove(clientId: string): Promise<void>;
  /** Hears of other pages no more. */
  close(): void;
  /** Runs `work` while no other tab of this origin runs the like, so that one tab at a time sends. */
  exclusively(work: () => Promise<void>): Promise<void>;
}

/** What `spare-storage.ts` exports; it says there what each does. */
export interface Spare {
  keepSpare(prefix: string, held: Map<string, string>, onChange?: () => void): Promise<() => void>;
}

/** Pages that never needed a database do not make one, so it is looked for by its name. */
export const SPARE_DATABASE = 'deskbell';

/** Commands kept in `localStorage` at once. Nobody types so much offline, but a loop might, and the room is the page's. */
const MAX_ITEMS = 200;

/**
 * Makes an outbox in `storage`, one key per command: tabs never overwrite each other's lists.
 * @param name begins the keys; distinct per site and program
 * @param storage null or throwing (blocked cookies, full disk): the commands are kept in memory, and by the spare
 * @param onChange called when this tab has added or removed one; of other tabs the browser's `storage` event tells
 * @param loadSpare what keeps the rest; left out: nothing does
 */
export function createOutbox(
  name: string,
  storage: Storage | null,
  onChange?: () => void,
  loadSpare?: () => Promise<Spare>,
): Outbox {
  const prefix = `${name}:out:`;
  /**
   * What the storage would not take, under the keys it would have there: all stand in one line. Empty: done with, but
   * still in a storage that would not let go of it.
   */
  const inMemory = new Map<string, string>();
  // Sorted as text: times of 13 digits keep their order until the year 2286.
  const keys = () =>
    [...(tried(() => Object.keys(storage ?? {})) ?? []), ...inMemory.keys()]
      .filter(key => key.startsWith(prefix))
      .sort();
  const keyOf = (clientId: string) => keys().find(key => key.endsWith(`.${clientId}`));
  let isDurable = !!storage;
  let closeSpare: (() => void) | undefined;

  /** Has what is in memory kept elsewhere too, and what other pages have kept there put into memory. */
  async function keep() {
    const before = isDurable;
    try {
      closeSpare = await (await loadSpare!()).keepSpare(prefix, inMemory, onChange);
      isDurable = true;
    } catch {
      isDurable = false;
    }
    if (isDurable !== before) onChange?.();
  }

  /** Undefined where the browser takes the storage away from an open page, or finds its file broken. */
  function tried<T>(access: () => T): T | undefined {
    try {
      return access();
    } catch {
      isDurable = false;
    }
  }

  return {
    get isDurable() {
      return isDurable;
    },
    async all() {
      try {
        // Browsers that can not name their databases are taken to have ours.
        const known = storage && indexedDB.databases && (await indexedDB.databases());
        if (!known || known.some(each => each.name === SPARE_DATABASE)) await keep();
      } catch {
        // There is none for this page.
      }
      const kept: Durable[] = [];
      for (const key of keys()) {
        const text = inMemory.get(key) ?? tried(() => storage!.getItem(key));
        if (!text) continue;
        try {
          const command: Durable = JSON.parse(text);
          if (command.clientId) kept.push(command);
        } catch {
          tried(() => storage!.removeItem(key)); // Somebody else wrote under our name; it would block the line for ever.
        }
      }
      return kept;
    },
    async add(command) {
      if (keyOf(command.clientId)) return;
      const all = keys();
      // After everything that waits, whatever the clock says now.
      const at = Math.max(Date.now(), 1 + Number.parseInt(all.at(-1)?.slice(prefix.length) ?? '0', 10));
      const key = `${prefix}${at}.${command.clientId}`;
      const text = JSON.stringify(command);
      try {
        const room = all.length < MAX_ITEMS ? storage : null;
        room!.setItem(key, text);
      } catch {
        // No storage, or a full one, or enough of ours in it.
        inMemory.set(key, text);
        keep();
      }
      onChange?.();
    },
    async remove(clientId) {
      const key = keyOf(clientId);
      if (inMemory.delete(key!)) keep();
      else if (key) tried(() => storage!.removeItem(key));
      if (keyOf(clientId)) inMemory.set(key!, '');
      onChange?.();
    },
    close() {
      closeSpare?.();
    },
    async exclusively(work) {
      // Missing on plain http and in old browsers. Then two tabs may send the same thing, which the server sorts out by id.
      const locks = (storage || isDurable) && navigator.locks;
      await (locks ? locks.request(prefix, work) : work());
    },
  };
}
