/**
 * Where commands wait until the server has acked them, so that a reload, a crash or a dead battery loses nothing
 * (SPEC C2). The interface is async, so that IndexedDB can stand behind it; this one keeps them in `localStorage`, which
 * is there in every browser and survives the same things for the few kilobytes that people type.
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
  /** Runs `work` while no other tab of this origin runs the like, so that one tab at a time sends. */
  exclusively(work: () => Promise<void>): Promise<void>;
}

/** Commands kept on disk at once; what comes on top stays in memory. Nobody types so much offline, but a loop might. */
const MAX_ITEMS = 200;

/**
 * Makes an outbox in `storage`, one key per command: tabs never overwrite each other's lists.
 * @param name begins the keys; distinct per site and program
 * @param storage null or throwing (blocked cookies, full disk): the commands are kept in memory
 * @param onChange called when this tab has added or removed one; of other tabs the browser's `storage` event tells
 */
export function createOutbox(name: string, storage: Storage | null, onChange?: () => void): Outbox {
  const prefix = `${name}:out:`;
  /** What the storage would not take, under the keys it would have there: all stand in one line. */
  const inMemory = new Map<string, string>();
  /** Done with, but still in a storage that would not let go of it. */
  const stuck = new Set<string>();
  // Sorted as text: times of 13 digits keep their order until the year 2286.
  const keys = () =>
    [...(tried(() => Object.keys(storage ?? {})) ?? []), ...inMemory.keys()]
      .filter(key => key.startsWith(prefix))
      .sort();
  const keyOf = (clientId: string) => keys().find(key => key.endsWith(`.${clientId}`));
  let isDurable = !!storage;

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
      const kept: Durable[] = [];
      for (const key of keys()) {
        const text = inMemory.get(key) ?? tried(() => storage!.getItem(key));
        try {
          if (text) kept.push(JSON.parse(text) as Durable);
        } catch {
          tried(() => storage!.removeItem(key)); // Somebody else wrote under our name; it would block the line for ever.
        }
      }
      return kept.filter(command => command && !stuck.has(command.clientId));
    },
    async add(command) {
      if (keyOf(command.clientId)) return;
      const all = keys();
      // After everything that waits, whatever the clock says now.
      const at = Math.max(Date.now(), 1 + Number.parseInt(all.at(-1)?.slice(prefix.length) ?? '0', 10));
      const key = `${prefix}${at}.${command.clientId}`;
      const text = JSON.stringify(command);
      try {
        if (all.length >= MAX_ITEMS) throw new RangeError();
        storage!.setItem(key, text);
      } catch {
        // No storage, or a full one.
        isDurable = false;
        inMemory.set(key, text);
      }
      onChange?.();
    },
    async remove(clientId) {
      const key = keyOf(clientId);
      if (key && !inMemory.delete(key)) tried(() => storage!.removeItem(key));
      if (keyOf(clientId)) stuck.add(clientId);
      onChange?.();
    },
    async exclusively(work) {
      // Missing on plain http and in old browsers. Then two tabs may send the same thing, which the server sorts out by id.
      const locks = storage && globalThis.navigator?.locks;
      await (locks ? locks.request(prefix, work) : work());
    },
  };
}
