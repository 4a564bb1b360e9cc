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
import { identityKey } from '../contacts/identities.ts';
import type { PersonRows } from '../privacy/person-rows.ts';
import type { KnownPeople } from './joining.ts';
import { applyRows, contactIdsIn, identitiesIn } from './joining.ts';
import { afterBatch, afterUndo, isOpen, isUntouched, restored } from './progress.ts';
import { AT_WORK, type ImportRecord, type ImportStore, MOST_OPEN, OPEN_STATES } from './store.ts';

/** Imports taken away in one step of `sweep`. */
const SWEPT_AT_ONCE = 100;
const among = (states: readonly ImportState[]) => `state IN (${states.map(each => `'${each}'`).join(', ')})`;

/**
 * See `ImportStore`.
 * @param others rows of other rooms about people: whoever has some was touched
 */
export function createImportStore(engine: Engine, blobs: Blobs, others: readonly PersonRows[]): ImportStore {
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
    INSERT INTO import_rows (import, line, outcome, reason, of_column, contact, cells) VALUES (?, ?, ?, ?, ?, ?, ?)`);
  // Who was touched between two rows of one file keeps the version that shows it.
  const addPerson = writer.prepare(`
    INSERT INTO import_people (import, contact, line, before, version, state)
    VALUES (:id, :contact, :line, :before, :version, 'written')
    ON CONFLICT DO UPDATE SET version = excluded.version WHERE version = :was`);
  const toUndo = writer.prepare(`
    SELECT ${IMPORT_PERSON} WHERE import = ? AND state = 'written' ORDER BY line DESC LIMIT ?`);
  const markPerson = writer.prepare('UPDATE import_people SET state = ? WHERE import = ? AND contact = ?');
  const rowsAfter = reader.prepare(`
    SELECT ${IMPORT_ROW} WHERE import = ? AND outcome = ? AND line > ? ORDER BY line LIMIT ?`);
  const peopleAfter = reader.prepare(`
    SELECT ${IMPORT_PERSON} WHERE import = ? AND state = ? AND line > ? ORDER BY line LIMIT ?`);
  const isSpoken = writer.prepare(`
    SELECT EXISTS (SELECT 1 FROM visitors WHERE contact = :row) OR EXISTS (SELECT 1 FROM conversations WHERE contact = :row)
      AS has`);
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
  const bytesOf = (id: string) => [importBlob(id, 'file'), importBlob(id, 'rows')];

  function knownIn(names: Parameters<ImportStore['known']>[0], ids: readonly string[]): KnownPeople {
    const there = new Set(ids.filter(each => contacts.find(each)));
    const known: KnownPeople = { rootsOf: new Map(), contacts: new Map(), ids: there };
    for (const name of names) {
      const roots = people.rootIdsOf(name);
      if (roots.length > 0) known.rootsOf.set(identityKey(name), new Set(roots));
      for (const id of roots) if (!known.contacts.has(id)) known.contacts.set(id, contacts.find(id)!.contact);
    }
    return known;
  }

  /** Whether nobody but the import has to do with them. */
  function isAlone(row: number, id: string): boolean {
    const ids = JSON.stringify([id]);
    return isSpoken.get({ row })!.has === 0 && others.every(each => each.read(ids).length === 0);
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

    known: (names, ids) =>
      read(() => {
        const there = new Set(ids.filter(each => contactSeen.get(each)));
        const known: KnownPeople = { rootsOf: new Map(), contacts: new Map(), ids: there };
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
        const known = knownIn(identitiesIn(batch, joining.scope), contactIdsIn(batch));
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
        for (const { line, outcome, reason, column, contactId, cells } of applied.rows) {
          addRow.run(id, line, outcome, reason, column, contactId, JSON.stringify(cells));
        }
        const next = keep(afterBatch(run, applied.rows, to));
        if (!isOpen(next)) leaving.tell(news(next));
        return next;
      }),

    undo: (id, { limit, at, readyAt }) =>
      write(() => {
        const run = held(id);
        if (run?.state !== 'undoing') return null;
        const some = toUndo.all(id, limit).map(importPersonFromRow);
        const tally = { undone: 0, kept: 0 };
        for (const person of some) {
          const now = contacts.find(person.contactId);
          const isOurs =
            now !== null && isUntouched(person, now.contact) && (person.before || isAlone(now.row, now.contact.id));
          if (now && isOurs && person.before) people.change(now, restored(now.contact, person.before, at));
          if (now && isOurs && !person.before) people.drop(now);
          // Who was erased meanwhile is not there to be kept.
          const state = isOurs || !now ? 'undone' : 'kept';
          tally[state] += 1;
          markPerson.run(state, id, person.contactId);
        }
        return keep(afterUndo(run, tally, { isLast: some.length < limit, at, readyAt }));
      }),

    rows: ({ id, outcome, afterLine, limit }) =>
      read(() =>
        outcome === 'undone' || outcome === 'kept'
          ? peopleAfter.all(id, outcome, afterLine, limit).map(row => {
              const { id: rowId, importId, line, contactId } = importPersonFromRow(row);
              return { id: rowId, importId, line, outcome, reason: null, column: null, contactId, cells: [] };
            })
          : rowsAfter.all(id, outcome, afterLine, limit).map(importRowFromRow),
      ),

    contactsAfter: (id, limit) => read(() => contactsAfter.all(id, limit).map(row => heldContact(row).contact)),

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

/** What imports know of people: how they were before, and rows that led to them. */
export function importsOfPeople({ reader, writer }: Engine): PersonRows {
  const among = 'IN (SELECT value FROM json_each(:contactIds))';
  const held = reader.prepare(`SELECT ${IMPORT_PERSON} WHERE contact ${among} ORDER BY import, line`);
  const left = reader.prepare(`SELECT ${IMPORT_ROW} WHERE contact ${among} AND cells <> '[]' ORDER BY import, line`);
  const any = writer.prepare(`
    SELECT 1 FROM import_people WHERE contact ${among}
    UNION ALL SELECT 1 FROM import_rows WHERE contact ${among} AND cells <> '[]' LIMIT 1`);
  const dropPeople = writer.prepare(`DELETE FROM import_people WHERE contact ${among}`);
  const dropRows = writer.prepare(`DELETE FROM import_rows WHERE contact ${among}`);
  return {
    kind: 'importPeople',
    read: contactIds => [
      ...held.all({ contactIds }).map(importPersonFromRow),
      ...left.all({ contactIds }).map(importRowFromRow),
    ],
    has: contactIds => any.get({ contactIds }) !== undefined,
    drop(contactIds) {
      dropRows.run({ contactIds });
      return Number(dropPeople.run({ contactIds }).changes);
    },
  };
}
