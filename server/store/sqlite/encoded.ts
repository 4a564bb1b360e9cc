import type { SQLInputValue } from 'node:sqlite';

/** Values as SQLite takes them: flags as numbers, lists and objects as JSON. */
export function encoded(values: object): Record<string, SQLInputValue> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      if (typeof value === 'boolean') return [name, Number(value)];
      return [name, typeof value === 'object' && value !== null ? JSON.stringify(value) : value];
    }),
  );
}
