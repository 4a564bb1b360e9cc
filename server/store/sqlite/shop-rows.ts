import type { Turns } from './turns.ts';

interface Whole {
  id: string;
  position: number;
  version: number;
}

export type ShopRows<T extends Whole> = ReturnType<typeof createShopRows<T>>;

/** Rows of a list that an owner keeps in order, each whole as JSON beside its place. All but `all` inside a step. */
export function createShopRows<T extends Whole>({ writer, reader }: Pick<Turns, 'writer' | 'reader'>, table: string) {
  const list = `SELECT position, whole FROM ${table} ORDER BY position, id`;
  const [all, held] = [reader.prepare(list), writer.prepare(list)];
  const byId = writer.prepare(`SELECT position, whole FROM ${table} WHERE id = ?`);
  const insert = writer.prepare(`INSERT INTO ${table} (id, position, whole) VALUES (?, ?, ?)`);
  const change = writer.prepare(`UPDATE ${table} SET whole = ? WHERE id = ?`);
  const place = writer.prepare(`UPDATE ${table} SET position = ? WHERE id = ?`);
  const drop = writer.prepare(`DELETE FROM ${table} WHERE id = ?`);
  const put = (each: T): T => {
    change.run(JSON.stringify(each), each.id);
    return each;
  };

  return {
    all: (): T[] => all.all().map(each => shopFromRow<T>(each)),
    held: (): T[] => held.all().map(each => shopFromRow<T>(each)),
    find(id: string): T | null {
      const row = byId.get(id);
      return row ? shopFromRow<T>(row) : null;
    },
    put,
    /** Null: there are so many already. */
    add(made: Omit<T, 'position'>, most: number): T | null {
      const known = held.all();
      if (known.length >= most) return null;
      const position = known.length === 0 ? 0 : (known.at(-1)!.position as number) + 1;
      const each = { ...made, position } as T;
      insert.run(each.id, position, JSON.stringify(each));
      return each;
    },
    /** Null: it is of another version than the one before, or gone. */
    replace(each: T): T | null {
      const before = this.find(each.id);
      return before?.version === each.version - 1 ? put({ ...each, position: before.position }) : null;
    },
    order(ids: readonly string[]): void {
      const known = held.all().map(each => shopFromRow<T>(each).id);
      const first = ids.filter(id => known.includes(id));
      const rest = known.filter(id => !first.includes(id));
      for (const [position, id] of [...first, ...rest].entries()) place.run(position, id);
    },
    drop: (id: string): boolean => drop.run(id).changes > 0,
  };
}

export function shopFromRow<T extends Whole>(row: unknown): T {
  const { position, whole } = row as { position: number; whole: string };
  return { ...JSON.parse(whole), position };
}
