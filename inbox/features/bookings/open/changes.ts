/** What is changed of a booking in its fields. Pure. */
import type { Booking, BookingPaidInput, BookingUpdate } from '../../../../protocol/bookings.ts';
import { readMoney } from '../../../../protocol/money.ts';
import { moneyPlain } from '../../../shell/money.ts';
import { evenShares, readShares, type TypedShare } from '../../visits/shares/shares.ts';
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

/** A line of what was taken, while it is typed. */
export interface PaidLine {
  name: string;
  price: string;
  /** Who did it. */
  shares: readonly TypedShare[];
}

/** What was booked, at the price of then, each done by whom it was booked with. */
export const paidLinesOf = ({ items, currency }: Pick<Booking, 'items' | 'currency'>): PaidLine[] =>
  items.map(({ name, price, staffId }) => ({
    name,
    price: price ? moneyPlain(price.minor, currency) : '',
    shares: evenShares([staffId]),
  }));

/** The lines in numbers, or what is wrong with them by the fields of the form. */
export function paidOf(
  lines: readonly PaidLine[],
  currency: string,
): { lines: BookingPaidInput['lines']; wrong: Record<string, string> } {
  const wrong: Record<string, string> = {};
  const read = lines.map(({ name, price, shares }, at) => {
    const minor = price.trim() ? readMoney(price, currency) : null;
    if (!name.trim()) wrong[`lines.${at}.name`] = 'FIELD_REQUIRED';
    if (minor === null) wrong[`lines.${at}.price`] = price.trim() ? 'FIELD_INVALID' : 'FIELD_REQUIRED';
    const doers = readShares(shares);
    if (doers === null) wrong[`lines.${at}.shares`] = 'FIELD_INVALID';
    return { name: name.trim(), quantity: 1, price: minor ?? 0, ...(doers && { shares: doers }) };
  });
  return { lines: read, wrong };
}
