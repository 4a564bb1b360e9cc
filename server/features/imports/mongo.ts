import type { ClientSession } from 'mongodb';
import { AppError } from '../../app-error.ts';
import { type Blobs, importBlob } from '../../store/blobs.ts';
import { lock } from '../../store/mongo/connection.ts';
import { entity, stored } from '../../store/mongo/documents.ts';
import type { Engine } from '../../store/mongo/engine.ts';
import { touchPeople } from '../../store/mongo/people-due.ts';
import { writeDown } from '../audit/mongo.ts';
import { identityKey } from '../contacts/identities.ts';
import { contactDocument, mergeDocument, toContact } from '../contacts/mongo-document.ts';
import { dropPerson, keepPerson } from '../contacts/mongo-people.ts';
import type { PersonDocuments } from '../privacy/person-rows.ts';
import type { KnownPeople } from './joining.ts';
import { applyRows, contactIdsIn, identitiesIn, type PersonOut } from './joining.ts';
import { importPersonDocument, toImportPerson } from './mongo-document.ts';
import { afterBatch, afterUndo, isOpen, isUntouched, restored } from './progress.ts';
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
  const { imports, importRows, importPeople, contacts, visitors, conversations } = database;
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
    session?: ClientSession,
  ): Promise<KnownPeople> {
    const there =
      contactIds.length > 0 ? await contacts.distinct('_id', { _id: { $in: [...contactIds] } }, { session }) : [];
    const known: KnownPeople = { rootsOf: new Map(), contacts: new Map(), ids: new Set(there) };
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

  /** Whether nobody but the import has to do with them. */
  async function isAlone(contactId: string, session: ClientSession): Promise<boolean> {
    if (await visitors.findOne({ contactId }, { session, projection: { _id: 1 } })) return false;
    if (await conversations.findOne({ 'contact.id': contactId }, { session, projection: { _id: 1 } })) return false;
    for (const each of others) if ((await each.read([contactId])).length > 0) return false;
    return true;
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

    known: (names, contactIds) => knownBy(names, contactIds),

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
        const known = await knownBy(identitiesIn(batch, joining.scope), contactIdsIn(batch), session);
        const applied = applyRows(batch, known, joining);
        await keepPeople(id, applied.people, session);
        const joins = applied.merges.map(each => mergeDocument({ ...each, undoneAt: null, undoneBy: null }));
        if (joins.length > 0) await database.contactMerges.insertMany(joins, { session });
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
        const written = importPeople.find({ importId: id, state: 'written' }, { session });
        const some = (await written.sort({ line: -1 }).limit(limit).toArray()).map(toImportPerson);
        const tally = { undone: 0, kept: 0 };
        for (const person of some) {
          const found = await contacts.findOne({ _id: person.contactId }, { session });
          const now = found && toContact(found);
          const isOurs =
            now !== null && isUntouched(person, now) && (person.before || (await isAlone(now.id, session)));
          if (now && isOurs && person.before) {
            await keepPerson(engine, session, now, restored(now, person.before, at));
          }
          if (now && isOurs && !person.before) await dropPerson(engine, session, now);
          // Who was erased meanwhile is not there to be kept.
          const state = isOurs || !now ? 'undone' : 'kept';
          tally[state] += 1;
          await importPeople.updateOne({ _id: person.id }, { $set: { state } }, { session });
        }
        return keep(afterUndo(run, tally, { isLast: some.length < limit, at, readyAt }), session);
      }),

    async rows({ id, outcome, afterLine, limit }) {
      const after = { importId: id, line: { $gt: afterLine } };
      if (outcome !== 'undone' && outcome !== 'kept') {
        return (
          await importRows
            .find({ ...after, outcome })
            .sort({ line: 1 })
            .limit(limit)
            .toArray()
        ).map(entity);
      }
      const people = await importPeople
        .find({ ...after, state: outcome })
        .sort({ line: 1 })
        .limit(limit)
        .toArray();
      return people.map(({ _id, importId, line, contactId }) => ({
        ...{ id: _id, importId, line, outcome, contactId },
        ...{ reason: null, column: null, cells: [] },
      }));
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

/** What imports know of people: how they were before, and rows that led to them. */
export function importsOfPeople({ database: { importPeople, importRows } }: Engine): PersonDocuments<ClientSession> {
  return {
    kind: 'importPeople',
    async read(contactIds, session) {
      const those = { contactId: { $in: [...contactIds] } };
      const people = await importPeople.find(those, { session }).sort({ importId: 1, line: 1 }).toArray();
      const rows = await importRows
        .find({ ...those, cells: { $ne: [] } }, { session })
        .sort({ importId: 1, line: 1 })
        .toArray();
      return [...people.map(toImportPerson), ...rows.map(entity)];
    },
    async drop(contactIds, session) {
      const those = { contactId: { $in: [...contactIds] } };
      await importRows.deleteMany(those, { session });
      return (await importPeople.deleteMany(those, { session })).deletedCount;
    },
  };
}
