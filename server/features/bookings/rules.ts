/** What becomes of a booking: pure. Both stores use it, so that they can not differ. */
import { type Booking, type BookingState, booking, MAX_VISIT_HOURS } from '../../../protocol/bookings.ts';
import type { Author } from '../../../protocol/entries.ts';
import { AppError } from '../../app-error.ts';
import { dayAt, HOUR_MS, ownerOfStaff } from './free-times.ts';
import type { BookingChange, BookingDraft, BookingRecord, HoldRecord } from './store.ts';
import { type Plan, settled } from './visit.ts';

const OF_BOOKING = Object.keys(booking.shape) as (keyof Booking)[];

/** What of a record people are shown. */
export function bookingOf(record: BookingRecord): Booking {
  return Object.fromEntries(OF_BOOKING.map(key => [key, record[key]])) as unknown as Booking;
}

/** A new one, once it is known who does it. */
export function newBooking(
  { plan, holdId: _, tellIn: _language, reminders: _told, at, ...said }: BookingDraft,
  owners: readonly string[],
  whose: { contactId: string; conversationId: string | null },
): BookingRecord {
  return {
    ...said,
    ...whose,
    ...timesOf(plan, owners, said.timeZone),
    state: 'booked',
    stateBy: said.by,
    stateAt: at,
    purchaseId: null,
    version: 1,
    createdAt: at,
    updatedAt: at,
  };
}

function timesOf(plan: Plan, owners: readonly string[], timeZone: string) {
  const { startAt, endAt } = plan;
  return { ...settled(plan, owners), startAt, endAt, date: dayAt(startAt, timeZone) };
}

/** A time that is kept, once it is known whose. */
export function newHold(
  { plan, ...asked }: Pick<HoldRecord, 'id' | 'siteId' | 'fingerprint' | 'until'> & { plan: Plan },
  owners: readonly string[],
): HoldRecord {
  const { startAt, endAt } = plan;
  return { ...asked, ...settled(plan, owners), startAt, endAt };
}

/** Nobody takes what is so long past. */
export const CELLS_KEPT_MS = 48 * 3_600_000;

/** Whether it has its time: nobody else can take it. */
export function isLive({ state }: Pick<Booking, 'state'>): boolean {
  return state !== 'cancelled';
}

/** Whether the person may move or cancel it: it is to come, and nothing became of it yet. */
export function isOpen({ state }: Pick<Booking, 'state'>): boolean {
  return state === 'booked' || state === 'confirmed';
}

/** One after a change. @param owners of its new plan */
export function changedBooking(
  before: BookingRecord,
  { plan, state, note, purchaseId }: BookingChange,
  owners: readonly string[],
  { by, at }: { by: Author; at: number },
): BookingRecord {
  const next = stateAfter(before, { state, isMoved: plan !== undefined && plan.startAt !== before.startAt });
  return {
    ...before,
    ...(plan && timesOf(plan, owners, before.timeZone)),
    ...(next !== before.state && { state: next, stateBy: by, stateAt: at }),
    ...(note !== undefined && { note }),
    ...(purchaseId !== undefined && { purchaseId }),
    version: before.version + 1,
    updatedAt: at,
  };
}

/** Who said that they come has not said it of another hour. */
function stateAfter(
  { state: before }: Pick<Booking, 'state'>,
  { state, isMoved }: { state: BookingState | undefined; isMoved: boolean },
): BookingState {
  if (state !== undefined) return state;
  return isMoved && before === 'confirmed' ? 'booked' : before;
}

/** What a move asks for; what is left out stays. */
export interface Move {
  startAt?: number | undefined;
  endAt?: number | undefined;
  /** One for each service: an employee, or any of several in this order. */
  staffIds?: readonly (readonly string[])[] | undefined;
}

/**
 * The plan of a booking at another time, longer or shorter, or by others: with the services and buffers that it has.
 * @param places all places of a resource, by one of them
 * @throws AppError FIELD_INVALID where it would end before its last service begins
 */
export function movedPlan(
  { items, takes, startAt, endAt }: BookingRecord,
  move: Move,
  names: Plan['names'],
  places: (owner: string) => readonly string[],
): Plan {
  const by = (move.startAt ?? startAt) - startAt;
  const end = move.endAt ?? endAt + by;
  const longer = end - (endAt + by);
  const moved = items.map(({ staffId: _, staffName: _name, ...item }, at) => ({
    ...item,
    startAt: item.startAt + by,
    endAt: item.endAt + by + (at === items.length - 1 ? longer : 0),
  }));
  if (moved.at(-1)!.endAt <= moved.at(-1)!.startAt) {
    const fields = { endAt: 'FIELD_INVALID' } as const;
    throw new AppError('FIELD_INVALID', 'A booking ends after its last service begins.', { fields });
  }
  if (end - (startAt + by) > MAX_VISIT_HOURS * HOUR_MS) {
    const fields = { endAt: 'FIELD_INVALID' } as const;
    throw new AppError('FIELD_INVALID', `A booking is over within ${MAX_VISIT_HOURS} hours.`, { fields });
  }
  const slots = takes.map(({ owner, from, to }, at) => {
    // Of the last service, and a place that is kept to its end.
    const isLast = at === items.length - 1 || (at >= items.length && to >= endAt);
    const span = { from: from + by, to: to + by + (isLast ? longer : 0) };
    if (at >= items.length) return { ...span, item: null, owners: places(owner) };
    const owners = move.staffIds?.[at]?.map(ownerOfStaff) ?? [owner];
    return { ...span, item: at, owners };
  });
  const known = Object.fromEntries(items.map(({ staffId, staffName }) => [staffId, staffName]));
  return { startAt: startAt + by, endAt: end, items: moved, slots, names: { ...known, ...names } };
}

/**
 * A time that somebody else has.
 * @param nextTimes when else there is room
 * @param conflicts ids of the bookings that have it, for the desk
 */
export function bookingTaken(nextTimes: readonly number[] = [], conflicts: readonly string[] = []): AppError {
  const [nextAt] = nextTimes;
  return new AppError('SLOT_TAKEN', 'That time is taken, or is not offered; choose another.', {
    fields: { startAt: 'SLOT_TAKEN' },
    ...(nextAt !== undefined && { nextAt, nextTimes }),
    ...(conflicts.length > 0 && { conflicts }),
  });
}
