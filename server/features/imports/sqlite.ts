import type { Contact } from '../../../protocol/contacts.ts';
import type { ImportState } from '../../../protocol/imports.ts';
import { AppError } from '../../app-error.ts';
import { type Blobs, importBlob } from '../../store/blobs.ts';
import { CONTACT, heldContact } from '../../store/sqlite/contact-rows.ts';
import type { Engine } from '../../store/sqlite/engine.ts';
import {
  IMPORT,
  IMPORT_PERSON,
  IMPORT_ROW,
  importFromRow,
  importPersonFromRow,
  importRowFromRow,
} from '../../store/sqlite/import-rows.ts';
import { createKnownRecords, type KnownTables } from '../../store/sqlite/known-records.ts';
import { broughtJobs } from '../complaints/rules.ts';
import { identityKey } from '../contacts/identities.ts';
import type { PersonRows } from '../privacy/person-rows.ts';
import type { KnownPeople } from './filling.ts';
import { applyRows, contactIdsIn, identitiesIn, recordsIn } from './joining.ts';
import { afterBatch, afterUndo, isOpen, withPeople } from './progress.ts';
import { type KnownRecord, keysOf, personOfRecord, recordId } from './records.ts';
import { createUndoing } from './sqlite-undo.ts';
import { AT_WORK, type ImportRecord, type ImportStore, MOST_OPEN, OPEN_STATES } from './store.ts';

/** Imports taken away in one step of `sweep`. */
const SWEPT_AT_ONCE = 100;
const among = (states: readonly ImportState[]) => `state IN (${states.map(each => `'${each}'`).join(', ')})`;

/**
 * See `ImportStore`.
 * @param others rows of other rooms about people: whoever has some was touched
 * @param tables where what files bring beside people lies
 */
export function createImportStore(
  engine: Engine,
  blobs: Blobs,
  others: readonly PersonRows[],
  tables: KnownTables,
): ImportStore {
  const { reader, writer, read, write, rows, leaving } = engine;
  const { contacts, people, merges, audit } = rows;
  const siteOf = ({ siteId }: Contact) => (siteId === null ? null : contacts.siteRow(siteId));
  const find = (db: typeof reader) => db.prepare(`SELECT ${IMPORT} WHERE id = ?`);
  const [committed, inStep] = [find(reader), find(writer)];
  const newest = reader.prepare(`SELECT ${IMPORT} WHERE created_at >= 0 ORDER BY created_at DESC, id DESC LIMIT ?`);
  const countOpen = writer.prepare(`SELECT count(*) AS count FROM imports WHERE ${among(OPEN_STATES)}`);
  const insert = writer.prepare(`
    INSERT INTO imports (id, state, done, ready_at, created_at, record) VALUES (?, ?, ?, ?, ?, ?)`);
  const save = writer.prepare('UPDATE imports SET state = ?, done = ?, ready_at = ?, record = ? WHERE id = ?');
  const drop = writer.prepare('DELETE FROM imports WHERE id = ?');
  const dropRows = writer.prepare('DELETE FROM import_rows WHERE import = ?');
  const dropPeople = writer.prepare('DELETE FROM import_people WHERE import = ?');
  const due = writer.prepare(`SELECT ${IMPORT} WHERE ${among(AT_WORK)} AND ready_at <= ? ORDER BY ready_at`);
  const isDue = reader.prepare(`SELECT 1 FROM imports WHERE ${among(AT_WORK)} AND ready_at <= ? LIMIT 1`);
  const old = reader.prepare(`
    SELECT id FROM imports WHERE created_at < ? AND NOT (${among(AT_WORK)}) ORDER BY created_at LIMIT ${SWEPT_AT_ONCE}`);
  const addRow = writer.prepare(`
    INSERT INTO import_rows (import, line, outcome, reason, of_column, contact, cells, made)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?)`);
  // Who was touched between two rows of one file keeps the version that shows it.
  const addPerson = writer.prepare(`
    INSERT INTO import_people (import, contact, line, before, version, state)
    VALUES (:id, :contact, :line, :before, :version, 'written')
    ON CONFLICT DO UPDATE SET version = excluded.version WHERE version = :was`);
  const rowsAfter = reader.prepare(`
    SELECT ${IMPORT_ROW} WHERE import = ? AND outcome = ? AND line > ? ORDER BY line LIMIT ?`);
  const peopleAfter = reader.prepare(`
    SELECT ${IMPORT_PERSON} WHERE import = ? AND state = ? AND line > ? ORDER BY line LIMIT ?`);
  const rootsSeen = reader.prepare(`
    SELECT DISTINCT coalesce(k.card, k.id) AS root FROM contact_identities i CROSS JOIN contacts k ON k.row = i.contact
    WHERE i.kind = ? AND i.scope = ? AND i.value = ? LIMIT 4`);
  const contactSeen = reader.prepare(`SELECT ${CONTACT} WHERE k.id = ?`);

  const contactsAfter = reader.prepare(`SELECT ${CONTACT} WHERE k.id > ? ORDER BY k.id LIMIT ?`);

  function held(id: string): ImportRecord | null {
    const row = inStep.get(id);
    return row ? importFromRow(row) : null;
  }
  function keep(run: ImportRecord): ImportRecord {
    save.run(run.state, run.done, run.readyAt, JSON.stringify(run), run.id);
    return run;
  }
  function forget(id: string): void {
    dropRows.run(id);
    dropPeople.run(id);
    drop.run(id);
  }
  const records = createKnownRecords(engine, tables);
  const undoing = createUndoing(engine, records, others);
  const bytesOf = (id: string) => [importBlob(id, 'file'), importBlob(id, 'rows')];

  function recordsThere(asked: readonly KnownRecord[]): KnownPeople['records'] {
    const found = asked.flatMap(each => records.like(each, recordId(each)));
    return new Map(found.flatMap(each => keysOf(each).map(key => [key, each] as const)));
  }

  function knownIn(
    names: Parameters<ImportStore['known']>[0],
    ids: readonly string[],
    asked: readonly KnownRecord[],
  ): KnownPeople {
    const there = new Set(ids.filter(each => contacts.find(each)));
    const known: KnownPeople = {
      ...{ rootsOf: new Map(), contacts: new Map(), ids: there },
      records: recordsThere(asked),
    };
    for (const name of names) {
      const roots = people.rootIdsOf(name);
      if (roots.length > 0) known.rootsOf.set(identityKey(name), new Set(roots));
      for (const id of roots) if (!known.contacts.has(id)) known.contacts.set(id, contacts.find(id)!.contact);
    }
    return known;
  }

  return {
    create: run =>
      write(() => {
        if ((countOpen.get() as { count: number }).count >= MOST_OPEN) throw new AppError('IMPORTS_FULL');
        insert.run(run.id, run.state, run.done, run.readyAt, run.createdAt, JSON.stringify(run));
      }),

    find: id =>
      read(() => {
        const row = committed.get(id);
        return row ? importFromRow(row) : null;
      }),

    newest: limit => read(() => newest.all(limit).map(importFromRow)),

    change: (id, from, change, row) =>
      write(() => {
        const before = held(id);
        if (!before || !from.includes(before.state)) return null;
        audit.add(row);
        return keep({ ...before, ...change });
      }),

    async delete(id) {
      const isGone = await write(() => {
        const run = held(id);
        if (!run || AT_WORK.includes(run.state)) return false;
        forget(id);
        return true;
      });
      if (isGone) await blobs.remove(bytesOf(id));
      return isGone;
    },

    write: (id, of, offset, bytes) => blobs.write(importBlob(id, of), offset, bytes),
    seal: (id, of, size) => blobs.seal(importBlob(id, of), size),
    read: async (id, of, from, to) => blobs.read(importBlob(id, of), from, to),
    drop: (id, of) => blobs.remove(of.map(each => importBlob(id, each))),

    known: (names, ids, asked) =>
      read(() => {
        const there = new Set(ids.filter(each => contactSeen.get(each)));
        const known: KnownPeople = {
          ...{ rootsOf: new Map(), contacts: new Map(), ids: there },
          records: recordsThere(asked),
        };
        for (const name of names) {
          const roots = rootsSeen.all(name.kind, name.scope, name.value).map(row => row.root as string);
          if (roots.length > 0) known.rootsOf.set(identityKey(name), new Set(roots));
          for (const id of roots) {
            if (!known.contacts.has(id)) known.contacts.set(id, heldContact(contactSeen.get(id)).contact);
          }
        }
        return known;
      }),

    async take(at, leaseUntil) {
      if (!(await read(() => isDue.get(at)))) return [];
      return write(() => due.all(at).map(row => keep({ ...importFromRow(row), readyAt: leaseUntil })));
    },

    apply: ({ id, from, rows: batch, joining, to, news }) =>
      write(() => {
        const run = held(id);
        if (run?.state !== 'running' || run.done !== from) return null;
        const known = knownIn(identitiesIn(batch, joining.scope), contactIdsIn(batch), recordsIn(batch, joining));
        const applied = applyRows(batch, known, joining);
        for (const { line, before, after } of applied.people) {
          const kept = contacts.quietly(() =>
            before
              ? people.change(contacts.find(after.id)!, after)
              : contacts.ofRow(contacts.add(siteOf(after), after)).contact,
          );
          addPerson.run({
            ...{ id, contact: after.id, line, version: kept.version, was: before?.version ?? null },
            before: before && JSON.stringify(before),
          });
        }
        for (const each of applied.merges) merges.add(each);
        for (const each of applied.records) {
          records.add(each);
          if (each.kind === 'complaints') rows.jobs.change(broughtJobs(each.record, joining.at));
          if (each.kind === 'purchases') rows.visits.ofPurchase(each.record);
        }
        for (const each of new Set(applied.records.flatMap(record => personOfRecord(record) ?? []))) {
          people.refresh(each);
        }
        for (const { line, outcome, reason, column, contactId, cells, made } of applied.rows) {
          const kept = made && JSON.stringify(made);
          addRow.run(id, line, outcome, reason, column, contactId, JSON.stringify(cells), kept);
        }
        const next = keep(afterBatch(run, applied.rows, to));
        if (!isOpen(next)) leaving.tell(news(next));
        return next;
      }),

    undo: (id, { limit, at, readyAt }) =>
      write(() => {
        const run = held(id);
        if (run?.state !== 'undoing') return null;
        const { isLast, ...tally } = undoing.some(id, { limit, at });
        return keep(afterUndo(run, tally, { isLast, at, readyAt }));
      }),

    rows: ({ id, outcome, afterLine, limit }) =>
      read(() =>
        withPeople(
          rowsAfter.all(id, outcome, afterLine, limit).map(importRowFromRow),
          outcome === 'undone' || outcome === 'kept'
            ? peopleAfter.all(id, outcome, afterLine, limit).map(importPersonFromRow)
            : [],
          { outcome, limit },
        ),
      ),

    contactsAfter: (id, limit) => read(() => contactsAfter.all(id, limit).map(row => heldContact(row).contact)),

    recordsAfter: (kind, id, limit) => read(() => records.after(kind, id, limit)),

    async sweep(before) {
      for (;;) {
        const ids = (await read(() => old.all(before))).map(row => row.id as string);
        if (ids.length === 0) return;
        await blobs.remove(ids.flatMap(bytesOf));
        await write(() => ids.forEach(forget));
      }
    },
  };
}
