/** Where a page of people ends. Pure. */
import type { PeopleSort, Person } from '../../../protocol/people.ts';
import { mostSpent } from '../../../protocol/people-conditions.ts';
import { AppError } from '../../app-error.ts';
import { nameKey } from './rules.ts';

/** What a list is ordered by, and then by id, in the same direction. */
export interface Place {
  key: number | string;
  id: string;
}

/** Whether the greatest stands first. */
export const DESCENDS: Record<PeopleSort, boolean> = { heard: true, name: false, newest: true, spent: true };

/** Never stands behind all times. */
export const NEVER = -1;

export function placeOf(person: Person, sort: PeopleSort): Place {
  const { id } = person;
  switch (sort) {
    case 'heard':
      return { key: person.lastAt ?? NEVER, id };
    case 'name':
      return { key: nameKey(person), id };
    case 'newest':
      return { key: person.firstAt, id };
    case 'spent':
      return { key: mostSpent(person), id };
  }
}

export function cursorOf({ key, id }: Place): string {
  return Buffer.from(JSON.stringify([key, id])).toString('base64url');
}

/**
 * @returns null for the first page
 * @throws AppError BAD_REQUEST when no page of this order gave it
 */
export function readCursor(cursor: string | undefined, sort: PeopleSort): Place | null {
  if (cursor === undefined) return null;
  const [key, id, ...more] = partsOf(cursor);
  const isKey = sort === 'name' ? typeof key === 'string' : Number.isSafeInteger(key);
  if (isKey && typeof id === 'string' && more.length === 0) return { key: key as Place['key'], id };
  throw new AppError('BAD_REQUEST', `cursor: wanted one that a page in this order gave, got ${JSON.stringify(cursor)}`);
}

function partsOf(cursor: string): unknown[] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    return Array.isArray(parts) ? parts : [];
  } catch {
    return [];
  }
}
