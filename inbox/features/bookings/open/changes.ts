/** What is changed of a booking in its fields. Pure. */
import type { Booking, BookingUpdate } from '../../../../protocol/bookings.ts';
import { DAY_MINUTES, instantOf, wallOf } from '../zone.ts';

export interface Fields {
  date: string;
  /** `13:00` by the shop's clock. */
  from: string;
  to: string;
  staffIds: readonly string[];
  note: string;
}

const two = (n: number) => String(n).padStart(2, '0');
const clockOf = (minutes: number) => `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
const minutesOf = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));

export function fieldsOf(booking: Booking, timeZone: string): Fields {
  const { startAt, endAt, items, note } = booking;
  const start = wallOf(startAt, timeZone);
  return {
    ...{ date: start.date, from: clockOf(start.minutes), to: clockOf(wallOf(endAt, timeZone).minutes), note },
    staffIds: items.map(each => each.staffId),
  };
}

/** The end that goes with another beginning: the visit is as long as it was. */
export function endBeside({ from, to }: Pick<Fields, 'from' | 'to'>, next: string): string {
  if (!next || !from || !to) return to;
  return clockOf((minutesOf(to) + minutesOf(next) - minutesOf(from) + 2 * DAY_MINUTES) % DAY_MINUTES);
}

/** Whether it would end before it begins. One that goes on past midnight may. */
export function isBackwards(booking: Booking, { from, to }: Fields, timeZone: string): boolean {
  const isOvernight = wallOf(booking.startAt, timeZone).date !== wallOf(booking.endAt, timeZone).date;
  return !isOvernight && to <= from;
}

/** What of it is another than before; null: nothing. An end that is no later than the beginning is on the next day. */
export function changesOf(booking: Booking, fields: Fields, timeZone: string): BookingUpdate | null {
  const before = fieldsOf(booking, timeZone);
  const [from, to] = [minutesOf(fields.from), minutesOf(fields.to)];
  const startAt = instantOf(fields.date, from, timeZone);
  const endAt = instantOf(fields.date, to > from ? to : to + DAY_MINUTES, timeZone);
  const isMoved = fields.date !== before.date || fields.from !== before.from;
  const change = {
    ...(isMoved && { startAt }),
    ...((isMoved || fields.to !== before.to) && { endAt }),
    ...(fields.staffIds.join() !== before.staffIds.join() && { staffIds: [...fields.staffIds] }),
    ...(fields.note.trim() !== before.note && { note: fields.note.trim() }),
  };
  return Object.keys(change).length > 0 ? { version: booking.version, ...change } : null;
}
