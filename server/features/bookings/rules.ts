/** What becomes of a booking: pure. Both stores use it, so that they can not differ. */
import {
  type Booking,
  type BookingPayment,
  type BookingState,
  booking,
  MAX_VISIT_HOURS,
} from '../../../protocol/bookings.ts';
import type { Author } from '../../../protocol/entries.ts';
import type { BookingEvent } from '../../../protocol/webhooks.ts';
import { AppError } from '../../app-error.ts';
import type { JobChanges } from '../jobs/store.ts';
import type { PurchaseAdded } from '../purchases/store.ts';
import type { DeskNews } from '../webhooks/rules.ts';
import { dayAt, HOUR_MS, ownerOfStaff } from './free-times.ts';
import type { Span } from './spans.ts';
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
    reason: '',
    payment: said.payment ?? null,
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

/** Whether it stands only until somebody has paid for it, or said that nobody has to. Who confirms it by hand waits no more. */
export function waitsForPayment({
  state,
  payment,
}: Pick<Booking, 'state'> & Partial<Pick<Booking, 'payment'>>): boolean {
  return state === 'booked' && (payment?.state === 'asking' || payment?.state === 'awaited');
}

/** What it is to one that it was paid for before: whoever pays comes. */
export function prepaid(
  { state, payment }: Pick<Booking, 'state' | 'payment'>,
  at: number,
): { payment: BookingPayment; state?: BookingState } {
  const paid = { state: 'paid', url: payment?.url ?? '', until: payment?.until ?? at } as const;
  return { payment: paid, ...(state === 'booked' && { state: 'confirmed' }) };
}

/** What a change does to the job that lets go of it, or lets it stand (SPEC BP3). */
export function paymentJobs(before: BookingRecord | null, after: BookingRecord): JobChanges {
  const { id, siteId, conversationId, payment, version } = after;
  if (conversationId === null || !payment) return { cancel: [], put: [] };
  const subject = { kind: 'payment', conversationId, subject: id } as const;
  if (!waitsForPayment(after)) return { cancel: before && waitsForPayment(before) ? [subject] : [], put: [] };
  return { cancel: [], put: [{ ...subject, siteId, subjectVersion: version, step: 1, dueAt: payment.until }] };
}

/** What webhooks are told of a change; one thing of each (SPEC D8). @param before null: it is new */
export function bookingNews(before: BookingRecord | null, after: BookingRecord): DeskNews {
  const { id, siteId, contactId, version, updatedAt: at } = after;
  const data = { siteId, booking: bookingOf(after) };
  return { event: eventOf(before, after), contactId, cause: [id, version], at, data };
}

function eventOf(before: BookingRecord | null, after: BookingRecord): BookingEvent {
  if (!before) return 'booking.added';
  if (before.state !== after.state) {
    if (after.state === 'cancelled') return 'booking.cancelled';
    if (after.state === 'done' || after.state === 'no_show') return 'booking.ended';
  }
  const isMoved = before.startAt !== after.startAt || before.endAt !== after.endAt;
  const isOthers = JSON.stringify(before.items) !== JSON.stringify(after.items);
  return isMoved || isOthers ? 'booking.moved' : 'booking.changed';
}

/** A time that is kept, once it is known whose. @param instead the hold that is given back for it */
export function newHold(
  { plan, ...asked }: Pick<HoldRecord, 'id' | 'siteId' | 'fingerprint' | 'until' | 'lastsUntil'> & { plan: Plan },
  owners: readonly string[],
  instead: HoldRecord | null,
): HoldRecord {
  const { startAt, endAt } = plan;
  // Of the same time one hold after another lasts no longer than one.
  const isSame = instead !== null && startAt < instead.endAt && instead.startAt < endAt;
  const lastsUntil = isSame ? Math.min(asked.lastsUntil, instead.lastsUntil) : asked.lastsUntil;
  return renewedHold({ ...asked, ...settled(plan, owners), startAt, endAt, lastsUntil }, asked.until);
}

/** One that is kept until then, as far as it lasts. */
export function renewedHold(hold: HoldRecord, until: number): HoldRecord {
  return { ...hold, until: Math.min(until, hold.lastsUntil) };
}

/** What is so long past has no cells any more: visitors can not take it, and of the desk it is asked of the bookings themselves. */
export const CELLS_KEPT_MS = 48 * 3_600_000;

/** When a booking may have begun that has some of these slots, as far as they are long past; null: none is. */
export function pastSpan(slots: readonly Span[], now: number): Span | null {
  const past = slots.filter(each => each.from < now - CELLS_KEPT_MS);
  if (past.length === 0) return null;
  // What takes buffers may reach out of its visit.
  const longest = MAX_VISIT_HOURS * HOUR_MS;
  return {
    from: Math.min(...past.map(each => each.from)) - longest,
    to: Math.max(...past.map(each => each.to)) + longest,
  };
}

/** Whether it has its time: nobody else can take it. */
export function isLive({ state }: Pick<Booking, 'state'>): boolean {
  return state !== 'cancelled';
}

/** Whether a change gives back something of its time. */
export function givesBack(before: BookingRecord, after: BookingRecord): boolean {
  return isLive(before) && (!isLive(after) || before.takes !== after.takes);
}

/** Whether the person may move or cancel it: it is to come, and nothing became of it yet. */
export function isOpen({ state }: Pick<Booking, 'state'>): boolean {
  return state === 'booked' || state === 'confirmed';
}

/** One after a change. @param owners of its new plan @param bought its purchase; null: nothing was paid with this change */
export function changedBooking(
  before: BookingRecord,
  { plan, state, note, reason = '', payment }: BookingChange,
  owners: readonly string[],
  bought: PurchaseAdded | null,
  { by, at }: { by: Author; at: number },
): BookingRecord {
  const next = stateAfter(before, { state, isMoved: plan !== undefined && plan.startAt !== before.startAt });
  const times = plan && timesOf(plan, owners, before.timeZone);
  return {
    ...before,
    ...times,
    ...(times && times.date !== before.date && { datedAt: at }),
    ...(next !== before.state && { state: next, stateBy: by, stateAt: at }),
    ...(note !== undefined && { note }),
    ...(next !== before.state && { reason: next === 'cancelled' ? reason : '' }),
    payment: payment === undefined ? paymentAfter(before, next) : payment,
    ...(bought && { purchaseId: bought.purchase.id }),
    version: before.version + 1,
    updatedAt: at,
  };
}

/** Why a change is not made whose purchase is not the one that is there; null: nothing keeps it. */
export function refusalOf(bought: PurchaseAdded | null): 'paid' | 'gone' | null {
  if (bought?.outcome === 'other') return 'paid';
  return bought?.outcome === 'gone' ? 'gone' : null;
}

/** What was asked for ends where somebody decides by hand: whatever becomes of it later waits for no money that is long due (SPEC BP3). */
function paymentAfter({ state, payment }: BookingRecord, next: BookingState): BookingPayment | null {
  const isEnded = payment?.state === 'asking' || payment?.state === 'awaited' || payment?.state === 'lapsed';
  return isEnded && next !== state ? null : payment;
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
