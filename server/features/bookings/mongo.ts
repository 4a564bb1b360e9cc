import type { ClientSession, Filter } from 'mongodb';
import { MAX_VISIT_HOURS } from '../../../protocol/bookings.ts';
import { AppError } from '../../app-error.ts';
import { entity } from '../../store/mongo/documents.ts';
import type { Engine } from '../../store/mongo/engine.ts';
import { changeJobs } from '../../store/mongo/jobs.ts';
import { keptContacts } from '../../store/mongo/kept-contacts.ts';
import type { PersonDocuments } from '../privacy/person-rows.ts';
import { addSome } from '../purchases/mongo.ts';
import { bookingJobs, firstTold, isGivenUp } from '../reminders/plan.ts';
import { freed } from '../waiting-list/mongo-lists.ts';
import { addBooking, addHold, choose, dropHold, findHold, ofCard, saveBooking } from './mongo-cells.ts';
import { type BookingDocument, toBooking } from './mongo-document.ts';
import { bookingOf, CELLS_KEPT_MS, changedBooking, givesBack, newHold, refusalOf, renewedHold } from './rules.ts';
import type { Span } from './spans.ts';
import type { BookingStore, HoldRecord } from './store.ts';
import { byOwner, type Take } from './visit.ts';

const LONGEST_MS = MAX_VISIT_HOURS * 3_600_000;

const seen = (siteIds: readonly string[] | null) => (siteIds ? { siteId: { $in: [...siteIds] } } : {});

/** See `BookingStore`. */
export function createBookingStore({ database, ledger, recent, leaving }: Engine): BookingStore {
  const { bookings, bookingCells, bookingHolds } = database;

  // What takes buffers may reach into the stretch from beside it.
  const around = ({ from, to }: Span) => ({ startAt: { $gt: from - LONGEST_MS, $lt: to + LONGEST_MS } });

  async function holdsIn(span: Span, at: number): Promise<HoldRecord[]> {
    return (await bookingHolds.find({ until: { $gt: at }, ...around(span) }).toArray()).map(entity);
  }

  return {
    async find(id) {
      const found = await bookings.findOne({ _id: id });
      return found && toBooking(found);
    },

    async between({ siteIds, staffId, span: { from, to } }) {
      const found = await bookings
        .find({
          startAt: { $gt: from - LONGEST_MS, $lt: to },
          endAt: { $gt: from },
          ...seen(siteIds),
          ...(staffId !== undefined && { 'items.staffId': staffId }),
        })
        .sort({ startAt: 1, _id: 1 })
        .toArray();
      return found.map(toBooking);
    },

    async taken(span, at) {
      const groups = await bookings
        .aggregate<{ _id: string; froms: number[]; tos: number[] }>([
          { $match: { isLive: true, ...around(span) } },
          { $project: { _id: 0, takes: 1 } },
          { $unwind: '$takes' },
          { $group: { _id: '$takes.owner', froms: { $push: '$takes.from' }, tos: { $push: '$takes.to' } } },
        ])
        .toArray();
      const booked = groups.flatMap(({ _id: owner, froms, tos }): Take[] =>
        froms.map((from, at) => ({ owner, from, to: tos[at]! })),
      );
      return byOwner([...booked, ...(await holdsIn(span, at)).flatMap(each => each.takes)]);
    },

    async takenBy(span, at) {
      const found = await bookings
        .find({ isLive: true, ...around(span) })
        .project<Pick<BookingDocument, '_id' | 'takes'>>({ takes: 1 })
        .toArray();
      return [
        ...found.flatMap(({ _id, takes }) => takes.map(take => ({ ...take, bookingId: _id }))),
        ...(await holdsIn(span, at)).flatMap(each => each.takes.map(take => ({ ...take, bookingId: null }))),
      ];
    },

    async ofContacts(contactIds, { siteIds, before, limit }) {
      const older: Filter<BookingDocument> = before
        ? {
            startAt: { $lte: before.at },
            $or: [{ startAt: { $lt: before.at } }, { _id: { $lt: before.id } }],
          }
        : {};
      const found = await bookings
        .find({ contactId: { $in: [...contactIds] }, ...seen(siteIds), ...older })
        .sort({ startAt: -1, _id: -1 })
        .limit(limit)
        .toArray();
      return found.map(toBooking);
    },

    async hold({ id, plan, instead, at, ...asked }) {
      // Most of many who want the same time are told so by a look; only who may get it opens a transaction.
      if (!(await choose(database, plan.slots, [id, instead], at))) return findHold(database, id, at);
      return database.transaction(async session => {
        const there = await findHold(database, id, at, session);
        if (there) return there;
        const owners = await choose(database, plan.slots, [id, instead], at, session);
        if (!owners) return null;
        const before = instead === null ? null : await findHold(database, instead, at, session);
        if (before) await dropHold(database, session, before.id);
        const hold = newHold({ id, plan, ...asked }, owners, before);
        await addHold(database, session, hold, at);
        return hold;
      });
    },

    findHold: (id, at) => findHold(database, id, at),

    renewHold: (id, until, at) =>
      database.transaction(async session => {
        const hold = await findHold(database, id, at, session);
        if (!hold) return null;
        const renewed = renewedHold(hold, until);
        const kept = { $set: { until: renewed.until } };
        await bookingHolds.updateOne({ _id: id }, kept, { session });
        await bookingCells.updateMany({ ref: id }, kept, { session });
        return renewed;
      }),

    dropHold: id => database.transaction(session => dropHold(database, session, id)),

    book: (draft, { contactId }) =>
      database.transaction(async session => {
        const { sourceKey, clientId, fingerprint } = draft;
        const earlier = clientId === null ? null : await bookings.findOne({ sourceKey, clientId }, { session });
        if (earlier) {
          const outcome = earlier.fingerprint === fingerprint ? 'repeated' : 'other';
          return { booking: toBooking(earlier), outcome };
        }
        if (!(await keptContacts(database, session, [contactId])).has(contactId)) throw new AppError('NOT_FOUND');
        const owners = await choose(database, draft.plan.slots, [draft.holdId], draft.at, session);
        if (!owners) return null;
        const booking = await addBooking({ database, leaving }, session, draft, owners, {
          contactId,
          conversationId: null,
        });
        return { booking, outcome: 'booked' };
      }),

    async change({ id, version, change, by, says, reminders, at }) {
      const changed = await database.transaction(async session => {
        const found = await bookings.findOne({ _id: id }, { session });
        if (!found) return null;
        const before = toBooking(found);
        if (before.version !== version) return { outcome: 'other', booking: before } as const;
        const owners = change.plan ? await choose(database, change.plan.slots, [id], at, session) : [];
        if (!owners) return { outcome: 'taken', booking: before } as const;
        const { paid } = change;
        const [bought = null] = paid ? await addSome({ database, leaving }, session, [paid.purchase], paid.sale) : [];
        const refused = refusalOf(bought);
        if (refused) return { outcome: refused, booking: before } as const;
        const booking = changedBooking(before, change, owners, bought, { by, at });
        await saveBooking({ database, leaving }, session, before, booking, at);
        if (givesBack(before, booking)) await freed(database, session, before.takes, at);
        const isUntold = (await database.jobs.countDocuments({ _id: firstTold(id) }, { session })) > 0;
        const theirs = isGivenUp(before, booking) ? await ofCard(database, session, booking.contactId) : [];
        await changeJobs(database, session, [bookingJobs(before, booking, reminders, at, { isUntold, by, theirs })]);
        const { conversationId } = booking;
        const held = says && conversationId !== null ? await ledger.read(conversationId, session) : null;
        const written = held && says ? await ledger.add(session, held, { ...says(booking), at }) : null;
        return { outcome: 'changed', before, booking, written, isBought: bought?.outcome === 'added' } as const;
      });
      if (changed?.outcome === 'changed' && changed.written) recent.forget(changed.written.before.id);
      return changed;
    },

    async sweep(at) {
      await bookingHolds.deleteMany({ until: { $lte: at } });
      await bookingCells.deleteMany({ $or: [{ until: { $lte: at } }, { at: { $lt: at - CELLS_KEPT_MS } }] });
    },
  };
}

/** Bookings as rows about a person. */
export function bookingsOfPeople({
  database: { bookings, bookingCells, jobs },
}: Engine): PersonDocuments<ClientSession> {
  return {
    kind: 'bookings',
    async read(contactIds, session) {
      const found = await bookings
        .find({ contactId: { $in: [...contactIds] } }, { session })
        .sort({ startAt: 1, _id: 1 })
        .toArray();
      return found.map(each => bookingOf(toBooking(each)));
    },
    async drop(contactIds, session) {
      const those = { contactId: { $in: [...contactIds] } };
      const found = await bookings.find(those, { session, projection: { _id: 1 } }).toArray();
      await bookingCells.deleteMany({ ref: { $in: found.map(each => each._id) } }, { session });
      await jobs.deleteMany({ conversationId: { $in: [...contactIds] } }, { session });
      return (await bookings.deleteMany(those, { session })).deletedCount;
    },
  };
}
