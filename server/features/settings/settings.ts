/** The desk's settings as rooms read them. */
import type { z } from 'zod';
import type { AuditRow } from '../../../protocol/audit.ts';
import type { Store } from '../../store/store.ts';

/** What one room sets for the whole desk. */
export interface SettingsPart<T> {
  /** The room's, such as `telegram`. */
  name: string;
  /** Reads what an older Deskbell wrote as well: new fields have defaults. */
  schema: z.ZodType<T>;
  /** What holds before any owner said otherwise. */
  initial: T;
}

export interface DeskSettings {
  /** As they were within the last two seconds at other servers, and as they are at this one. Whoever reads shares them: to be read only. */
  read<T>(part: SettingsPart<T>): Promise<T>;
  /** @param row what is written down of it, in the same step */
  write<T>(part: SettingsPart<T>, value: T, row?: AuditRow): Promise<void>;
  /**
   * Changes them as they are now, whoever changed them last and at whichever server, so that nothing of theirs is lost.
   * @param change is called anew where somebody was faster; what it throws is thrown, and nothing is written
   * @param row what is written down of it, in the same step
   * @returns what holds now
   */
  change<T>(part: SettingsPart<T>, change: (now: T) => T, row?: AuditRow): Promise<T>;
  /** Writes them unless somebody has. @returns what holds now: servers that start at once agree */
  writeFirst<T>(part: SettingsPart<T>, value: T): Promise<T>;
}

/** How long another server's change may take to be seen here. */
const FRESH_MS = 2_000;

/** @param clock milliseconds that only go forward; not the server's `now`, which tests hold still */
export function createDeskSettings(
  { store }: { store: Pick<Store, 'deskSettings'> },
  clock: () => number = () => performance.now(),
): DeskSettings {
  const kept = new Map<string, { at: number; value: Promise<unknown> }>();

  async function find<T>({ name, schema, initial }: SettingsPart<T>): Promise<T> {
    const text = await store.deskSettings.find(name);
    return frozen(text === null ? initial : schema.parse(JSON.parse(text)));
  }

  function read<T>(part: SettingsPart<T>): Promise<T> {
    const { name } = part;
    const known = kept.get(name);
    if (known && clock() - known.at < FRESH_MS) return known.value as Promise<T>;
    const value = find(part);
    kept.set(name, { at: clock(), value });
    // Who asks next asks the store again.
    value.catch(() => kept.delete(name));
    return value;
  }

  return {
    read,
    async write({ name }, value, row) {
      await store.deskSettings.put({ id: name, value: JSON.stringify(value) }, row);
      kept.delete(name);
    },
    async change({ name, schema, initial }, change, row) {
      for (;;) {
        const text = await store.deskSettings.find(name);
        const next = change(text === null ? initial : schema.parse(JSON.parse(text)));
        const isPut = await store.deskSettings.replace({ id: name, value: JSON.stringify(next) }, text, row);
        kept.delete(name);
        if (isPut) return next;
      }
    },
    async writeFirst({ name, schema }, value) {
      const text = await store.deskSettings.putFirst({ id: name, value: JSON.stringify(value) });
      kept.delete(name);
      return schema.parse(JSON.parse(text));
    },
  };
}

/** Everybody who reads has the same one: whoever changed something in it would change it for all. */
function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  for (const each of Object.values(value)) frozen(each);
  return Object.freeze(value);
}
