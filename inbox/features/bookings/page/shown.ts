/** What the book shows, as the address has it: a day, or a week of one. Pure. */
import { isDate } from '../zone.ts';
import type { Shown } from './columns.ts';

/** @param id `2026-03-05`, or with an employee's id behind a `~`; anything else is today */
export function shownIn(id: string | null, today: string): Shown {
  const [date = '', staffId] = id?.split('~') ?? [];
  if (!isDate(date)) return { kind: 'day', date: today };
  return staffId ? { kind: 'week', date, staffId } : { kind: 'day', date };
}

/** Null: today, whichever day that is when somebody comes back. */
export function idOf(shown: Shown, today: string): string | null {
  if (shown.kind === 'week') return `${shown.date}~${shown.staffId}`;
  return shown.date === today ? null : shown.date;
}
