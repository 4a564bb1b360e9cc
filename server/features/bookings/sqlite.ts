import { MAX_VISIT_HOURS } from '../../../protocol/bookings.ts';
import { AppError } from '../../app-error.ts';
import { BOOKING, bookingFromRow } from '../../store/sqlite/booking-rows.ts';
import type { Engine } from '../../store/sqlite/engine.ts';
import type { PersonRows } from '../privacy/person-rows.ts';
import { bookingJobs, firstTold, isGivenUp } from '../reminders/plan.ts';
import { bookingOf, CELLS_KEPT_MS, changedBooking, givesBack, newHold, refusalOf, renewedHold } from './rules.ts';
import type { Span } from './spans.ts';
import type { BookingStore, HoldRecord, Taken } from './store.ts';
import { byOwner, type Take } from './visit.ts';

const SEEN = '(:siteIds IS NULL OR site IN (SELECT value FROM json_each(:siteIds)))';
const LONGEST_MS = MAX_VISIT_HOURS * 3_600_000;

/** See `BookingStore`. */
export function createBookingStore({ writer, reader, write, read, rows, ledger }: Engine): BookingStore {
  const { bookings, conversations } = rows;
  const byId = reader.prepare(`SELECT ${BOOKING} WHERE id = ?`);
  const between = reader.prepare(`
    SELECT ${BOOKING} WHERE start_at > :earliest AND start_at < :to AND end_at > :from AND ${SEEN} ORDER BY start_at, id`);
  const taken = reader.prepare(`
    SELECT group_concat(substr(takes, 2, length(takes) - 2)) AS takes FROM bookings
    WHERE is_live = 1 AND start_at > :earliest AND start_at < :to AND end_at > :from`);
  const takenBy = reader.prepare(`
    SELECT id, takes FROM bookings WHERE is_live = 1 AND start_at > :earliest AND start_at < :to AND end_at > :from`);
  const holds = reader.prepare(
    'SELECT whole FROM booking_holds WHERE until > :at AND start_at > :earliest AND start_at < :to',
  );
  const holdById = reader.prepare('SELECT whole FROM booking_holds WHERE id = ? AND until > ?');
  const newest = reader.prepare(`
    SELECT ${BOOKING} WHERE contact IN (SELECT value FROM json_each(:contactIds)) AND ${SEEN}
      AND (start_at, id) < (:at, :before) ORDER BY start_at DESC, id DESC LIMIT :limit`);
  const sweepHolds = writer.prepare('DELETE FROM booking_holds WHERE until <= ?');
  const sweepCells = writer.prepare('DELETE FROM booking_cells WHERE until <= :at OR at < :past');

  const sight = (siteIds: readonly string[] | null) => siteIds && JSON.stringify(siteIds);
  // What takes buffers may reach into the stretch from beside it.
  const around = ({ from, to }: Span) => ({
    earliest: from - LONGEST_MS,
    from: from - LONGEST_MS,
    to: to + LONGEST_MS,
  });
  const holdsIn = (span: Span, at: number): HoldRecord[] => {
    const { earliest, to } = around(span);
    return holds.all({ at, earliest, to }).map(row => JSON.parse(row.whole as string));
  };

  return {
    find: id =>
      read(() => {
        const row = byId.get(id);
        return row ? bookingFromRow(row) : null;
      }),

    between: ({ siteIds, staffId, span }) =>
      read(() => {
        const { from, to } = span;
        const found = between
          .all({ siteIds: sight(siteIds), earliest: from - LONGEST_MS, from, to })
          .map(bookingFromRow);
        return staffId === undefined ? found : found.filter(each => each.items.some(item => item.staffId === staffId));
      }),

    taken: (span, at) =>
      read(() => {
        const text = taken.get(around(span))!.takes as string | null;
        const booked: Take[] = JSON.parse(`[${text ?? ''}]`);
        return byOwner([...booked, ...holdsIn(span, at).flatMap(each => each.takes)]);
      }),

    takenBy: (span, at) =>
      read((): Taken[] => [
        ...takenBy
          .all(around(span))
          .flatMap(({ id, takes }) =>
            (JSON.parse(takes as string) as Take[]).map(take => ({ ...take, bookingId: id as string })),
          ),
        ...holdsIn(span, at).flatMap(each => each.takes.map(take => ({ ...take, bookingId: null }))),
      ]),

    ofContacts: (contactIds, { siteIds, before, limit }) =>
      read(() => {
        const from = { at: before?.at ?? Number.MAX_SAFE_INTEGER, before: before?.id ?? '' };
        const of = { contactIds: JSON.stringify(contactIds), siteIds: sight(siteIds) };
        return newest.all({ ...of, ...from, limit }).map(bookingFromRow);
      }),

    hold: ({ id, plan, instead, at, ...asked }) =>
      write(() => {
        const there = bookings.findHold(id, at);
        if (there) return there;
        const owners = bookings.choose(plan.slots, [id, instead], at);
        if (!owners) return null;
        const before = instead === null ? null : bookings.findHold(instead, at);
        if (before) bookings.dropHold(before.id);
        const hold = newHold({ id, plan, ...asked }, owners, before);
        bookings.addHold(hold, at);
        return hold;
      }),

    findHold: (id, at) =>
      read(() => {
        const row = holdById.get(id, at);
        return row ? JSON.parse(row.whole as string) : null;
      }),

    renewHold: (id, until, at) =>
      write(() => {
        const hold = bookings.findHold(id, at);
        if (!hold) return null;
        const renewed = renewedHold(hold, until);
        bookings.renewHold(renewed);
        return renewed;
      }),

    dropHold: id => write(() => bookings.dropHold(id)),

    book: (draft, { contactId }) =>
      write(() => {
        const { sourceKey, clientId, fingerprint } = draft;
        const earlier = clientId === null ? null : bookings.byClientId(sourceKey, clientId);
        if (earlier)
          return { booking: earlier, outcome: earlier.fingerprint === fingerprint ? 'repeated' : ('other' as const) };
        if (!rows.contacts.find(contactId)) throw new AppError('NOT_FOUND');
        const owners = bookings.choose(draft.plan.slots, [draft.holdId], draft.at);
        if (!owners) return null;
        return {
          booking: bookings.add(draft, owners, { contactId, conversationId: null }),
          outcome: 'booked' as const,
        };
      }),

    change: ({ id, version, change, by, says, reminders, at }) =>
      write(() => {
        const before = bookings.find(id);
        if (!before) return null;
        if (before.version !== version) return { outcome: 'other', booking: before };
        const owners = change.plan ? bookings.choose(change.plan.slots, [id], at) : [];
        if (!owners) return { outcome: 'taken', booking: before };
        const [bought = null] = change.paid ? rows.purchases.add([change.paid.purchase], change.paid.sale) : [];
        const refused = refusalOf(bought);
        if (refused) return { outcome: refused, booking: before };
        const booking = changedBooking(before, change, owners, bought, { by, at });
        bookings.save(before, booking, at);
        if (givesBack(before, booking)) rows.waits.freed(before.takes, at);
        const isUntold = rows.jobs.has(firstTold(id));
        const theirs = isGivenUp(before, booking) ? bookings.ofCard(booking.contactId) : [];
        rows.jobs.change(bookingJobs(before, booking, reminders, at, { isUntold, by, theirs }));
        const held = says && booking.conversationId !== null ? conversations.find(booking.conversationId) : null;
        const written = held && says ? ledger.add(held, { ...says(booking), at }) : null;
        return { outcome: 'changed', before, booking, written, isBought: bought?.outcome === 'added' };
      }),

    sweep: at =>
      write(() => {
        sweepHolds.run(at);
        sweepCells.run({ at, past: at - CELLS_KEPT_MS });
      }),
  };
}

/** Bookings as rows about a person. */
export function bookingsOfPeople({ rows }: Engine): PersonRows {
  return {
    kind: 'bookings',
    read: contactIds => rows.bookings.ofContacts(contactIds).map(bookingOf),
    has: contactIds => rows.bookings.isThere(contactIds),
    drop: contactIds => rows.bookings.dropOf(contactIds),
  };
}
