import type { Filter } from 'mongodb';
import { AppError } from '../../app-error.ts';
import type { Page } from '../page.ts';

/** Where a page ends: the number that the list is ordered by, and the id, for those who share a number. */
const CURSOR = /^(\d{1,16})\.([\w-]{1,64})$/;

/**
 * What stands after a cursor in a list that is ordered by a number and then by `_id`.
 * @throws AppError BAD_REQUEST when no page gave this cursor
 */
export function after<D extends { _id: string }>(
  field: keyof D & string,
  cursor: string | undefined,
  isDescending = false,
): Filter<D> {
  if (cursor === undefined) return {};
  const [, number, id] = CURSOR.exec(cursor) ?? [];
  if (number === undefined) throw new AppError('BAD_REQUEST', `wanted a cursor that a page gave, got ${cursor}`);
  const [beyond, upTo] = isDescending ? ['$lt', '$lte'] : ['$gt', '$gte'];
  const filter = {
    // Alone it says nothing new; it is what the index is entered at.
    [field]: { [upTo]: Number(number) },
    $or: [{ [field]: { [beyond]: Number(number) } }, { _id: { [beyond]: id } }],
  };
  return filter as Filter<D>;
}

/** @param found one more than asked for, if there are more */
export function pageOf<D extends { _id: string }>(found: D[], limit: number, number: (last: D) => number): Page<D> {
  const items = found.slice(0, limit);
  const last = items.at(-1);
  return { items, cursor: last && found.length > limit ? `${number(last)}.${last._id}` : null };
}
