/** Many nouns' pasts as one column: the order, the cursor, and where a page ends. Pure. */
import type { TimelineItem } from '../../../protocol/timeline.ts';
import type { TimelineCursor } from './source.ts';

/** Newest first; those of one instant by id, the greater first. */
export function byNewest(a: TimelineCursor, b: TimelineCursor): number {
  return b.at - a.at || (a.id < b.id ? 1 : a.id > b.id ? -1 : 0);
}

/** Whether an item stands after the cursor in the column. */
export function isBefore(item: TimelineCursor, cursor: TimelineCursor | null): boolean {
  return cursor === null || byNewest(cursor, item) < 0;
}

/** What an unsorted source answers: of all that it has, the newest before a cursor. */
export function newestOf<Item extends TimelineCursor>(
  all: readonly Item[],
  before: TimelineCursor | null,
  limit: number,
): Item[] {
  return all
    .filter(item => isBefore(item, before))
    .sort(byNewest)
    .slice(0, limit);
}

/**
 * One page out of what each source has. Rows of two nouns may bear the same id at the same instant: they stay on one page, since
 * a cursor can not tell them apart.
 * @param found of each source its newest before the cursor, up to one more than the page takes
 */
export function pageOf<Item extends TimelineItem>(
  found: readonly (readonly Item[])[],
  limit: number,
): { items: Item[]; cursor: string | null } {
  const all = found.flat().sort(byNewest);
  let end = Math.min(limit, all.length);
  while (end > 0 && end < all.length && byNewest(all[end - 1]!, all[end]!) === 0) end += 1;
  const items = all.slice(0, end);
  const last = items.at(-1);
  return { items, cursor: last && end < all.length ? `${last.at}~${last.id}` : null };
}

/** @param cursor as `pageOf` gave it, and as `timelineQuery` lets it in */
export function readCursor(cursor: string | undefined): TimelineCursor | null {
  if (cursor === undefined) return null;
  const middle = cursor.indexOf('~');
  return { at: Number(cursor.slice(0, middle)), id: cursor.slice(middle + 1) };
}
