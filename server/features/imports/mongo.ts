import type { ClientSession } from 'mongodb';
import { AppError } from '../../app-error.ts';
import { type Blobs, importBlob } from '../../store/blobs.ts';
import { lock } from '../../store/mongo/connection.ts';
import { entity, stored } from '../../store/mongo/documents.ts';
import type { Engine } from '../../store/mongo/engine.ts';
import { changeJobs } from '../../store/mongo/jobs.ts';
import { createKnownRecords } from '../../store/mongo/known-records.ts';
import { touchPeople } from '../../store/mongo/people-due.ts';
import { writeDown } from '../audit/mongo.ts';
import { broughtJobs } from '../complaints/rules.ts';
import { identityKey } from '../contacts/identities.ts';
import { contactDocument, mergeDocument, toContact } from '../contacts/mongo-document.ts';
import { keepPerson } from '../contacts/mongo-people.ts';
import type { PersonDocuments } from '../privacy/person-rows.ts';
import { visitsOfPurchases } from '../visits/mongo-rows.ts';
import type { KnownPeople } from './filling.ts';
import { applyRows, contactIdsIn, identitiesIn, type PersonOut, recordsIn } from './joining.ts';
import { importPersonDocument, toImportPerson } from './mongo-document.ts';
import { createUndoing } from './mongo-undo.ts';
import { afterBatch, afterUndo, isOpen, withPeople } from './progress.ts';
import { type KnownRecord, keysOf, personOfRecord } from './records.ts';
import { AT_WORK, type ImportRecord, type ImportStore, MOST_OPEN, OPEN_STATES, rowId } from './store.ts';

/** Imports taken away in one step of `sweep`. */
const SWEPT_AT_ONCE = 100;

/**
 * See `ImportStore`.
 * @param others rows of other rooms about people: whoever has some was touched
 */
export function createImportStore(
  engine: Engine,
  blobs: Blobs,
  others: readonly PersonDocuments<ClientSession>[],
): ImportStore {
  const { database, leaving } = engine;
  /** Of its people nobody is told one by one (SPEC IM6). */
  const quiet = { ...engine, leaving: { ...leaving, tell: async () => false } };
  const { imports, importRows, importPeople, contacts } = database;
  const records = createKnownRecords(database);
  const undoing = createUndoing(engine, records, others);
  const bytesOf = (id: string) => [importBlob(id, 'file'), importBlob(id, 'rows')];

  async function held(id: string, session?: ClientSession): Promise<ImportRecord | null> {
    const found = await imports.findOne({ _id: id }, { session });
    return found && entity(found);
  }
  async function keep(run: ImportRecord, session: ClientSession): Promise<ImportRecord> {
    const { _id, ...rest } = stored(run);
    await imports.replaceOne({ _id }, rest, { session });
    return run;
  }

  async function knownBy(
    names: Parameters<ImportStore['known']>[0],
    contactIds: readonly string[],
    asked: readonly KnownRecord[],
    session?: ClientSession,
  ): Promise<KnownPeople> {
    const there =
      contactIds.length > 0 ? await contacts.distinct('_id', { _id: { $in: [...contactIds] } }, { session }) : [];
    const like = (await records.like(asked, session)).flatMap(each => keysOf(each).map(key => [key, each] as const));
    const known: KnownPeople = {
      ...{ rootsOf: new Map(), contacts: new Map(), ids: new Set(there) },
      records: new Map(like),
    };
    const keys = new Set(names.map(identityKey));
    if (keys.size === 0) return known;
    const projection = { keys: 1, 'card.id': 1 };
    const found = await contacts.find({ keys: { $in: [...keys] } }, { session, projection }).toArray();
    for (const { _id, keys: theirs, card } of found) {
      for (const key of theirs.filter(each => keys.has(each))) {
        known.rootsOf.set(key, (known.rootsOf.get(key) ?? new Set()).add(card?.id ?? _id));
      }
    }
    const ids = [...new Set([...known.rootsOf.values()].flatMap(each => [...each]))];
    for (const root of await contacts.find({ _id: { $in: ids } }, { session }).toArray()) {
      known.contacts.set(root._id, toContact(root));
    }
    return known;
  }

  async function keepPeople(id: string, people: PersonOut[], session: ClientSession): Promise<void> {
    const added = people.filter(each => each.before === null);
    if (added.length > 0) {
      const documents = added.map(each => contactDocument(each.after));
      await contacts.insertMany(documents, { session });
      const ids = documents.map(each => each._id);
      await touchPeople(database, session, ids);
    }
    const versions = new Map(added.map(({ after }) => [after.id, after.version]));
    for (const { before, after } of people) {
      if (before) versions.set(after.id, (await keepPerson(quiet, session, before, after)).version);
    }
    // Who was touched between two rows of one file keeps the version that shows it.
    const writes = people.flatMap(({ line, before, after }) => {
      const version = versions.get(after.id)!;
      const person = { id: rowId(id, after.id), importId: id, contactId: after.id, line, before, version };
      const { _id, ...rest } = importPersonDocument({ ...person, state: 'written' });
      const again = { updateOne: { filter: { _id, version: before?.version ?? -1 }, update: { $set: { version } } } };
      const first = { updateOne: { filter: { _id }, update: { $setOnInsert: rest }, upsert: true } };
      return [again, first];
    });
    if (writes.length > 0) await importPeople.bulkWrite(writes, { session });
  }

  return {
    create: run =>
      database.transaction(async session => {
        await lock(database, session, 'imports', null);
        const open = await imports.countDocuments({ state: { $in: [...OPEN_STATES] } }, { session });
        if (open >= MOST_OPEN) throw new AppError('IMPORTS_FULL');
        await imports.insertOne(stored(run), { session });
      }),

    find: id => held(id),

    async newest(limit) {
      return (await imports.find().sort({ createdAt: -1, _id: -1 }).limit(limit).toArray()).map(entity);
    },

    change: (id, from, change, row) =>
      database.transaction(async session => {
        const before = await held(id, session);
        if (!before || !from.includes(before.state)) return null;
        await writeDown(database, row, session);
        return keep({ ...before, ...change }, session);
      }),

    async delete(id) {
      const isGone = await database.transaction(async session => {
        const run = await held(id, session);
        if (!run || AT_WORK.includes(run.state)) return false;
        await imports.deleteOne({ _id: id }, { session });
        return true;
      });
      if (!isGone) return false;
      // Nobody finds them any more, and there may be too many for one transaction.
      await importRows.deleteMany({ importId: id });
      await importPeople.deleteMany({ importId: id });
      await blobs.remove(bytesOf(id));
      return true;
    },

    write: (id, of, offset, bytes) => blobs.write(importBlob(id, of), offset, bytes),
    seal: (id, of, size) => blobs.seal(importBlob(id, of), size),
    read: async (id, of, from, to) => blobs.read(importBlob(id, of), from, to),
    drop: (id, of) => blobs.remove(of.map(each => importBlob(id, each))),

    known: (names, contactIds, asked) => knownBy(names, contactIds, asked),

    async take(at, leaseUntil) {
      const due = { state: { $in: [...AT_WORK] }, readyAt: { $lte: at } };
      const found = await imports.find(due, { projection: { readyAt: 1 } }).toArray();
      const taken = await Promise.all(
        found.map(({ _id, readyAt }) =>
          // As it was read, or another server has it.
          imports.findOneAndUpdate(
            { _id, readyAt, state: due.state },
            { $set: { readyAt: leaseUntil } },
            { returnDocument: 'after' },
          ),
        ),
      );
      return taken.filter(each => each !== null).map(entity);
    },

    apply: ({ id, from, rows: batch, joining, to, news }) =>
      database.transaction(async session => {
        const run = await held(id, session);
        if (run?.state !== 'running' || run.done !== from) return null;
        const next = { ...run, ...to };
        // First, so that of two who come with the same rows one waits here and then finds them done.
        await keep(next, session);
        const known = await knownBy(
          identitiesIn(batch, joining.scope),
          contactIdsIn(batch),
          recordsIn(batch, joining),
          session,
        );
        const applied = applyRows(batch, known, joining);
        await keepPeople(id, applied.people, session);
        const joins = applied.merges.map(each => mergeDocument({ ...each, undoneAt: null, undoneBy: null }));
        if (joins.length > 0) await database.contactMerges.insertMany(joins, { session });
        await records.add(applied.records, session);
        const purchases = applied.records.flatMap(each => (each.kind === 'purchases' ? each.record : []));
        await visitsOfPurchases(database, session, purchases);
        const complaints = applied.records.flatMap(each => (each.kind === 'complaints' ? each.record : []));
        await changeJobs(
          database,
          session,
          complaints.map(each => broughtJobs(each, joining.at)),
        );
        const touched = applied.records.flatMap(each => personOfRecord(each) ?? []);
        await touchPeople(database, session, touched);
        const told = applied.rows.map(row => stored({ id: rowId(id, row.line), importId: id, ...row }));
        if (told.length > 0) await importRows.insertMany(told, { session });
        const after = await keep(afterBatch(run, applied.rows, to), session);
        if (!isOpen(after)) await leaving.tell(session, news(after));
        return after;
      }),

    undo: (id, { limit, at, readyAt }) =>
      database.transaction(async session => {
        const run = await held(id, session);
        if (run?.state !== 'undoing') return null;
        await keep({ ...run, readyAt }, session);
        const { isLast, ...tally } = await undoing.some(session, id, { limit, at });
        return keep(afterUndo(run, tally, { isLast, at, readyAt }), session);
      }),

    async rows({ id, outcome, afterLine, limit }) {
      const after = { importId: id, line: { $gt: afterLine } };
      const found = importRows.find({ ...after, outcome }).sort({ line: 1 });
      const rows = (await found.limit(limit).toArray()).map(entity);
      if (outcome !== 'undone' && outcome !== 'kept') return rows;
      const people = importPeople.find({ ...after, state: outcome }).sort({ line: 1 });
      return withPeople(rows, (await people.limit(limit).toArray()).map(toImportPerson), { outcome, limit });
    },

    async contactsAfter(id, limit) {
      return (
        await contacts
          .find({ _id: { $gt: id } })
          .sort({ _id: 1 })
          .limit(limit)
          .toArray()
      ).map(toContact);
    },

    recordsAfter: (kind, id, limit) => records.after(kind, id, limit),

    async sweep(before) {
      const old = { createdAt: { $lt: before }, state: { $nin: [...AT_WORK] } };
      for (;;) {
        const found = await imports
          .find(old, { projection: { _id: 1 } })
          .limit(SWEPT_AT_ONCE)
          .toArray();
        if (found.length === 0) return;
        const ids = found.map(each => each._id);
        await blobs.remove(ids.flatMap(bytesOf));
        await importRows.deleteMany({ importId: { $in: ids } });
        await importPeople.deleteMany({ importId: { $in: ids } });
        await imports.deleteMany({ _id: { $in: ids } });
      }
    },
  };
}
