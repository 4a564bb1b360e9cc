/** Whose time is whose, on MongoDB. All inside a transaction; of two who take the same cell the unique id refuses one, which then looks anew. */
import type { ClientSession, Filter } from 'mongodb';
import { type Database, lock } from '../../store/mongo/connection.ts';
import { entity, stored } from '../../store/mongo/documents.ts';
import type { Engine } from '../../store/mongo/engine.ts';
import { changeJobs } from '../../store/mongo/jobs.ts';
import { bookingJobs } from '../reminders/plan.ts';
import { visitsOfBooking } from '../visits/mongo-rows.ts';
import { bookingDocument, type CellDocument, cellDocument, toBooking } from './mongo-document.ts';
import { bookingNews, CELLS_KEPT_MS, isLive, newBooking, pastSpan, paymentJobs } from './rules.ts';
import type { BookingDraft, BookingRecord, HoldRecord } from './store.ts';
import { cellKey, cellsOf, cellsOfTakes, chosenOwners, firstCell, isAmong, type Slot, type Take } from './visit.ts';

const LOCKED_MS = 24 * 3_600_000;

/**
 * Of each slot who has it free.
 * @param own bookings and holds whose time counts as free
 * @param session left out: for a first look, which takes nothing
 * @returns null: of some slot nobody has
 */
export async function choose(
  database: Database,
  slots: readonly Slot[],
  own: readonly (string | null)[],
  now: number,
  session?: ClientSession,
): Promise<string[] | null> {
  if (slots.length === 0) return [];
  const { bookings, bookingCells } = database;
  const stretches: Filter<CellDocument>[] = slots.map(({ owners, from, to }) => ({
    owner: { $in: [...owners] },
    at: { $gte: firstCell(from), $lt: to },
  }));
  const others = {
    $or: stretches,
    ref: { $nin: own.filter(each => each !== null) },
    $and: [{ $or: [{ until: null }, { until: { $gt: now } }] }],
  };
  const found = await bookingCells.find(others, { session, projection: { _id: 1 } }).toArray();
  const taken = new Set(found.map(each => each._id));
  const past = pastSpan(slots, now);
  // What is long past has no cells at which two who take the same would meet.
  if (past && session) await holdPast(database, session, slots, now);
  const near = past && { isLive: true, startAt: { $gt: past.from, $lt: past.to }, _id: others.ref };
  const takes = near ? (await bookings.find(near, { session }).toArray()).flatMap(each => each.takes) : [];
  return chosenOwners(
    slots,
    (owner, span) => isAmong(takes, owner, span) || cellsOf(span).some(at => taken.has(cellKey(owner, at))),
  );
}

/** Everybody who could have it, to oneself until the transaction ends. */
async function holdPast(
  database: Database,
  session: ClientSession,
  slots: readonly Slot[],
  now: number,
): Promise<void> {
  const owners = new Set(slots.flatMap(each => each.owners));
  for (const owner of [...owners].sort()) await lock(database, session, `past of ${owner}`, now + LOCKED_MS);
}

/** Gives cells to a booking or a hold, which had others before. */
async function takeCells(
  { bookingCells }: Database,
  session: ClientSession,
  ref: string,
  takes: readonly Take[],
  until: number | null,
  now: number,
): Promise<void> {
  await bookingCells.deleteMany({ ref }, { session });
  // What is long past is nobody's any more.
  const kept = cellsOfTakes(takes).filter(each => each.at >= now - CELLS_KEPT_MS);
  if (kept.length === 0) return;
  const cells = kept.map(cell => cellDocument(cell, ref, until));
  // Of holds that have run out.
  await bookingCells.deleteMany({ _id: { $in: cells.map(each => each._id) }, until: { $lte: now } }, { session });
  await bookingCells.insertMany(cells, { session });
}

/** With what waits for it, and what others are told of it. @param before null: it is new */
export async function saveBooking(
  { database, leaving }: Pick<Engine, 'database' | 'leaving'>,
  session: ClientSession,
  before: BookingRecord | null,
  record: BookingRecord,
  now: number,
): Promise<void> {
  const { _id, ...document } = bookingDocument(record);
  // The booking first: two who change the same one meet there, and have lost little by then.
  await database.bookings.replaceOne({ _id }, document, { session, upsert: true });
  await visitsOfBooking(database, session, record);
  if (isLive(record)) await takeCells(database, session, record.id, record.takes, null, now);
  else await database.bookingCells.deleteMany({ ref: record.id }, { session });
  await changeJobs(database, session, [paymentJobs(before, record)]);
  await leaving.tell(session, [bookingNews(before, record)]);
}

/** Keeps a new one, with the time that `choose` found for it, and what its person is to be told. */
export async function addBooking(
  engine: Pick<Engine, 'database' | 'leaving'>,
  session: ClientSession,
  draft: BookingDraft,
  owners: readonly string[],
  whose: { contactId: string; conversationId: string | null },
): Promise<BookingRecord> {
  if (draft.holdId !== null) await dropHold(engine.database, session, draft.holdId);
  const record = newBooking(draft, owners, whose);
  const { database } = engine;
  await saveBooking(engine, session, null, record, draft.at);
  const contactIds = await cardIds(database, session, record.contactId);
  await changeJobs(database, session, [bookingJobs(null, record, draft.reminders, draft.at, { contactIds })]);
  return record;
}

/** A contact, and all that belong to one card with them. */
async function cardIds({ contacts }: Database, session: ClientSession, contactId: string): Promise<string[]> {
  const own = await contacts.findOne({ _id: contactId }, { session, projection: { card: 1 } });
  const card = own?.card
    ? await contacts.find({ 'card.id': own.card.id }, { session, projection: { _id: 1 } }).toArray()
    : [];
  return [contactId, ...card.map(each => each._id)];
}

/** All that somebody's card booked. */
export async function ofCard(database: Database, session: ClientSession, contactId: string): Promise<BookingRecord[]> {
  const those = { contactId: { $in: await cardIds(database, session, contactId) } };
  return (await database.bookings.find(those, { session }).toArray()).map(toBooking);
}

export async function addHold(database: Database, session: ClientSession, hold: HoldRecord, now: number) {
  const { _id, ...document } = stored(hold);
  await database.bookingHolds.replaceOne({ _id }, document, { session, upsert: true });
  await takeCells(database, session, hold.id, hold.takes, hold.until, now);
}

export async function dropHold({ bookingHolds, bookingCells }: Database, session: ClientSession, id: string) {
  await bookingHolds.deleteOne({ _id: id }, { session });
  await bookingCells.deleteMany({ ref: id }, { session });
}

export async function findHold(
  { bookingHolds }: Database,
  id: string,
  at: number,
  session?: ClientSession,
): Promise<HoldRecord | null> {
  const found = await bookingHolds.findOne({ _id: id, until: { $gt: at } }, { session });
  return found && entity(found);
}
