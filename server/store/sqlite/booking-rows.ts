import {
  bookingNews,
  CELLS_KEPT_MS,
  isLive,
  newBooking,
  pastSpan,
  paymentJobs,
} from '../../features/bookings/rules.ts';
import type { Span } from '../../features/bookings/spans.ts';
import type { BookingDraft, BookingRecord, HoldRecord } from '../../features/bookings/store.ts';
import { cellsOfTakes, chosenOwners, firstCell, isAmong, type Slot, type Take } from '../../features/bookings/visit.ts';
import { bookingJobs } from '../../features/reminders/plan.ts';
import type { JobRows } from './job-rows.ts';
import type { Leaving } from './leaving.ts';
import type { Turns } from './turns.ts';
import type { VisitRows } from './visit-rows.ts';

/** `SELECT ${BOOKING} …` gives rows for `bookingFromRow`; add WHERE and ORDER BY. */
export const BOOKING = 'row, takes, whole FROM bookings';

export function bookingFromRow(from: unknown): BookingRecord {
  const { takes, whole } = from as { takes: string; whole: string };
  return { ...JSON.parse(whole), takes: JSON.parse(takes) };
}

/** The columns of one. */
export function bookingRow({ takes, ...record }: BookingRecord) {
  const { id, siteId, contactId, startAt, endAt, sourceKey, clientId, createdAt } = record;
  return {
    ...{ id, siteId, contactId, startAt, endAt, sourceKey, clientId, createdAt },
    isLive: Number(isLive(record)),
    takes: JSON.stringify(takes),
    whole: JSON.stringify(record),
  };
}

export type BookingRows = ReturnType<typeof createBookingRows>;

/** What else changes with a booking, in the same step. */
export interface BookingParts {
  jobs: JobRows;
  visits: VisitRows;
  leaving: Leaving;
}

/** Bookings, and whose time is whose: the only place that writes either. All inside a step. */
export function createBookingRows({ writer }: Turns, { jobs, visits, leaving }: BookingParts) {
  const byId = writer.prepare(`SELECT ${BOOKING} WHERE id = ?`);
  const byClientId = writer.prepare(`SELECT ${BOOKING} WHERE source_key = ? AND client_id = ?`);
  const put = writer.prepare(`
    INSERT INTO bookings (id, site, contact, start_at, end_at, is_live, source_key, client_id, created_at, takes, whole)
    VALUES (:id, :siteId, :contactId, :startAt, :endAt, :isLive, :sourceKey, :clientId, :createdAt, :takes, :whole)
    ON CONFLICT (id) DO UPDATE SET start_at = :startAt, end_at = :endAt, is_live = :isLive, takes = :takes, whole = :whole`);
  const note = writer.prepare('UPDATE bookings SET whole = :whole WHERE id = :id');
  const ofContacts = writer.prepare(`
    SELECT ${BOOKING} WHERE contact IN (SELECT value FROM json_each(?)) ORDER BY start_at, id`);
  const anyOf = writer.prepare('SELECT 1 FROM bookings WHERE contact IN (SELECT value FROM json_each(?)) LIMIT 1');
  const drop = writer.prepare('DELETE FROM bookings WHERE id = ?');
  const takenCell = writer.prepare(`
    SELECT 1 FROM booking_cells
    WHERE owner = :owner AND at >= :from AND at < :to AND (until IS NULL OR until > :now)
      AND ref NOT IN (SELECT value FROM json_each(:own)) LIMIT 1`);
  const takesNear = writer.prepare(`
    SELECT takes FROM bookings
    WHERE is_live = 1 AND start_at > :earliest AND start_at < :latest AND id NOT IN (SELECT value FROM json_each(:own))`);
  const putCell = writer.prepare(`
    INSERT INTO booking_cells (owner, at, ref, until) VALUES (:owner, :at, :ref, :until)
    ON CONFLICT DO UPDATE SET ref = :ref, until = :until WHERE until <= :now`);
  const dropCells = writer.prepare('DELETE FROM booking_cells WHERE ref = ?');
  const renewCells = writer.prepare('UPDATE booking_cells SET until = :until WHERE ref = :id');
  const holdById = writer.prepare('SELECT whole FROM booking_holds WHERE id = ? AND until > ?');
  const putHold = writer.prepare(`
    INSERT INTO booking_holds (id, start_at, until, whole) VALUES (:id, :startAt, :until, :whole)
    ON CONFLICT DO UPDATE SET start_at = :startAt, until = :until, whole = :whole`);
  const ofCard = writer.prepare('SELECT id FROM contacts WHERE card = (SELECT card FROM contacts WHERE id = ?)');
  const removeHold = writer.prepare('DELETE FROM booking_holds WHERE id = ?');

  /** A contact, and all that belong to one card with them. */
  const cardIds = (contactId: string) => [contactId, ...ofCard.all(contactId).map(each => each.id as string)];

  function dropHold(id: string): void {
    removeHold.run(id);
    dropCells.run(id);
  }

  /** Gives cells to a booking or a hold, which had others before. @throws Error where one is another's: nobody looked */
  function takeCells(ref: string, takes: readonly Take[], until: number | null, now: number): void {
    dropCells.run(ref);
    // What is long past is nobody's any more.
    for (const { owner, at } of cellsOfTakes(takes).filter(each => each.at >= now - CELLS_KEPT_MS)) {
      if (putCell.run({ owner, at, ref, until, now }).changes === 0)
        throw new Error(`${owner} has ${at} taken already`);
    }
  }

  function find(id: string): BookingRecord | null {
    const row = byId.get(id);
    return row ? bookingFromRow(row) : null;
  }

  /** @param own bookings and holds whose time counts as free. @returns null: somebody has the time */
  function choose(slots: readonly Slot[], own: readonly (string | null)[], now: number): string[] | null {
    const refs = JSON.stringify(own.filter(each => each !== null));
    const past = pastSpan(slots, now);
    const takes = past
      ? takesNear
          .all({ earliest: past.from, latest: past.to, own: refs })
          .flatMap(row => JSON.parse(row.takes as string) as Take[])
      : [];
    return chosenOwners(
      slots,
      (owner: string, { from, to }: Span) =>
        isAmong(takes, owner, { from, to }) ||
        takenCell.get({ owner, from: firstCell(from), to, now, own: refs }) !== undefined,
    );
  }

  /** With what waits for it, and what others are told of it. @param before null: it is new */
  function save(before: BookingRecord | null, record: BookingRecord, now: number): void {
    put.run(bookingRow(record));
    visits.ofBooking(record);
    if (isLive(record)) takeCells(record.id, record.takes, null, now);
    else dropCells.run(record.id);
    jobs.change(paymentJobs(before, record));
    leaving.tellOf(() => [bookingNews(before, record)]);
  }

  return {
    find,
    byClientId(sourceKey: string, clientId: string): BookingRecord | null {
      const row = byClientId.get(sourceKey, clientId);
      return row ? bookingFromRow(row) : null;
    },
    choose,
    save,
    /** Writes down something about one that takes the same time as before. */
    note(record: BookingRecord): void {
      const { id, whole } = bookingRow(record);
      note.run({ id, whole });
    },
    /** Keeps a new one, with the time that `choose` found for it, and what its person is to be told. */
    add(
      draft: BookingDraft,
      owners: readonly string[],
      whose: { contactId: string; conversationId: string | null },
    ): BookingRecord {
      if (draft.holdId !== null) dropHold(draft.holdId);
      const record = newBooking(draft, owners, whose);
      save(null, record, draft.at);
      const contactIds = cardIds(record.contactId);
      jobs.change(bookingJobs(null, record, draft.reminders, draft.at, { contactIds }));
      return record;
    },
    findHold(id: string, at: number): HoldRecord | null {
      const row = holdById.get(id, at);
      return row ? JSON.parse(row.whole as string) : null;
    },
    addHold(hold: HoldRecord, now: number): void {
      const { id, startAt, until } = hold;
      putHold.run({ id, startAt, until, whole: JSON.stringify(hold) });
      takeCells(id, hold.takes, until, now);
    },
    renewHold(hold: HoldRecord): void {
      const { id, startAt, until } = hold;
      putHold.run({ id, startAt, until, whole: JSON.stringify(hold) });
      renewCells.run({ id, until });
    },
    dropHold,
    /** All that somebody's card booked, earliest first. */
    ofCard: (contactId: string) => ofContacts.all(JSON.stringify(cardIds(contactId))).map(bookingFromRow),
    /** All of these people, as JSON of their ids, earliest first. */
    ofContacts: (contactIds: string) => ofContacts.all(contactIds).map(bookingFromRow),
    isThere: (contactIds: string) => anyOf.get(contactIds) !== undefined,
    /** Takes away all of these people. @returns how many there were */
    dropOf(contactIds: string): number {
      const gone = ofContacts.all(contactIds).map(bookingFromRow);
      for (const { id } of gone) {
        drop.run(id);
        dropCells.run(id);
      }
      for (const contactId of new Set(gone.map(each => each.contactId))) jobs.dropOf(contactId);
      return gone.length;
    },
  };
}
