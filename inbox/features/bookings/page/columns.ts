/** What the book shows: a column for each employee of a day, or for each day of one employee. Pure, but for the day on which weeks begin. */
import type { BookingItem, ShownBooking } from '../../../../protocol/bookings.ts';
import type { Employee } from '../../../../protocol/staff.ts';
import { DAY_MINUTES, dateAfter, hoursOf, instantOf, offOn, type Stretch, wallOf, weekOf } from '../zone.ts';

/** One service of a booking, where it stands. */
export interface Block extends Stretch {
  shown: ShownBooking;
  item: BookingItem;
  /** Which of the booking's services. */
  at: number;
}

export interface Column {
  key: string;
  staffId: string;
  name: string;
  date: string;
  /** Null: they do not work on that day. */
  hours: Stretch | null;
  off: readonly Stretch[];
  /** By the clock. */
  blocks: readonly Block[];
}

export type Shown = { kind: 'day'; date: string } | { kind: 'week'; date: string; staffId: string };

/** From the first moment shown to the last. */
export function spanOf(shown: Shown, timeZone: string): { from: number; to: number } {
  const first = shown.kind === 'day' ? shown.date : weekOf(shown.date);
  const after = dateAfter(first, shown.kind === 'day' ? 1 : 7);
  return { from: instantOf(first, 0, timeZone), to: instantOf(after, 0, timeZone) };
}

type Known = Pick<Employee, 'id' | 'name' | 'isActive' | 'week' | 'shifts' | 'breaks' | 'daysOff'>;

export function columnsOf(
  shown: Shown,
  employees: readonly Known[],
  bookings: readonly ShownBooking[],
  timeZone: string,
): Column[] {
  if (shown.kind === 'week') {
    const employee = employees.find(each => each.id === shown.staffId);
    if (!employee) return [];
    const first = weekOf(shown.date);
    return [0, 1, 2, 3, 4, 5, 6].map(days => columnOf(employee, dateAfter(first, days), bookings, timeZone));
  }
  return employees
    .map(each => [each, columnOf(each, shown.date, bookings, timeZone)] as const)
    .filter(([each, column]) => each.isActive || column.blocks.length > 0)
    .map(([, column]) => column);
}

function columnOf(employee: Known, date: string, bookings: readonly ShownBooking[], timeZone: string): Column {
  return {
    key: `${employee.id} ${date}`,
    staffId: employee.id,
    name: employee.name,
    date,
    hours: hoursOf(employee, date),
    off: offOn(employee, date),
    blocks: bookings
      .filter(({ booking }) => booking.state !== 'cancelled')
      .flatMap(shown => shown.booking.items.map((item, at) => ({ shown, item, at })))
      .filter(({ item }) => item.staffId === employee.id)
      .flatMap(each => {
        const stretch = stretchOn(date, each.item.startAt, each.item.endAt, timeZone);
        return stretch ? [{ ...each, ...stretch }] : [];
      })
      .sort((a, b) => a.from - b.from),
  };
}

/** What of a time lies on a day; null: nothing. */
export function stretchOn(date: string, startAt: number, endAt: number, timeZone: string): Stretch | null {
  const [start, end] = [wallOf(startAt, timeZone), wallOf(endAt, timeZone)];
  const from = start.date < date ? 0 : start.date > date ? DAY_MINUTES : start.minutes;
  const to = end.date > date ? DAY_MINUTES : end.date < date ? 0 : end.minutes;
  return from < to ? { from, to } : null;
}

const FIRST_HOUR = 9;
const LAST_HOUR = 18;

/** The hours that are drawn: all that somebody works or has booked, or those of most shops. */
export function drawnHours(columns: readonly Column[]): { first: number; last: number } {
  const all = columns.flatMap(({ hours, blocks }) => [...(hours ? [hours] : []), ...blocks]);
  if (all.length === 0) return { first: FIRST_HOUR, last: LAST_HOUR };
  return {
    first: Math.floor(Math.min(...all.map(each => each.from)) / 60),
    last: Math.min(24, Math.ceil(Math.max(...all.map(each => each.to)) / 60)),
  };
}

/** Who has a time that somebody wants: those that are in its way. */
export function conflictsIn(
  bookings: readonly ShownBooking[],
  wanted: { from: number; to: number; staffIds: readonly string[] | null },
  ownId: string | null,
): { shown: ShownBooking; item: BookingItem }[] {
  return bookings
    .filter(({ booking }) => booking.state !== 'cancelled' && booking.id !== ownId)
    .flatMap(shown => shown.booking.items.map(item => ({ shown, item })))
    .filter(({ item }) => item.startAt < wanted.to && wanted.from < item.endAt)
    .filter(({ item }) => wanted.staffIds === null || wanted.staffIds.includes(item.staffId));
}
