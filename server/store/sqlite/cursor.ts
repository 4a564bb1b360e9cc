import { AppError } from '../../app-error.ts';
import type { Page } from '../page.ts';

/** Where a page ended: the number that orders the list, and the row among equals. */
export function cursorOf(sort: number, row: number): string {
  return `${sort}.${row}`;
}

/**
 * @returns null for the first page
 * @throws AppError BAD_REQUEST when no page gave this cursor
 */
export function readCursor(cursor: string | undefined): [sort: number, row: number] | null {
  if (cursor === undefined) return null;
  const parts = /^(-?\d{1,16})\.(\d{1,15})$/.exec(cursor);
  if (!parts) throw new AppError('BAD_REQUEST', `cursor: wanted one that a page gave, got ${JSON.stringify(cursor)}`);
  return [Number(parts[1]), Number(parts[2])];
}

/** A page out of up to one row more than it takes: that one tells that there is more. */
export function pageOf<Row, T>(
  rows: Row[],
  limit: number,
  cursor: (last: Row) => string,
  item: (row: Row) => T,
): Page<T> {
  const shown = rows.slice(0, limit);
  return { items: shown.map(item), cursor: rows.length > limit ? cursor(shown.at(-1)!) : null };
}
