/** Rows that people put in order, those that are in use first. */

interface Row {
  id: string;
  isActive: boolean;
}

/** @param parts.order keeps the order of those in use; where it is refused, `onFailed` hears of it */
export function arranged<T extends Row>(parts: {
  rows: readonly T[];
  change: (to: (rows: readonly T[]) => T[]) => void;
  order: (ids: string[]) => Promise<unknown>;
  onFailed: (error: unknown) => void;
}) {
  const { rows, change, order, onFailed } = parts;
  const active = rows.filter(each => each.isActive);
  return {
    active,
    archived: rows.filter(each => !each.isActive),
    /** Seen at once. @returns whether it was kept */
    async move(from: number, to: number): Promise<boolean> {
      const row = active[from];
      if (!row || from === to) return false;
      const moved = active.toSpliced(from, 1).toSpliced(to, 0, row);
      change(now => [...moved, ...now.filter(each => !each.isActive)]);
      try {
        await order(moved.map(each => each.id));
        return true;
      } catch (error) {
        onFailed(error);
        return false;
      }
    },
    /** A new one comes last. */
    put(row: T): void {
      change(now => {
        const isKnown = now.some(each => each.id === row.id);
        return isKnown ? now.map(each => (each.id === row.id ? row : each)) : [...now, row];
      });
    },
  };
}
