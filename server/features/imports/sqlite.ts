import type { Contact } from '../../../protocol/contacts.ts';
import type { ImportState } from '../../../protocol/imports.ts';
import { AppError } from '../../app-error.ts';
import { type Blobs, importBlob } from '../../store/blobs.ts';
import { CONTACT, type HeldContact, heldContact } from '../../store/sqlite/contact-rows.ts';
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
import { applyRows, contactIdsIn, identitiesIn, type MadeRecord, recordsIn } from './joining.ts';
import { afterBatch, afterUndo, isOpen, isUntouched, leavesFirst, restored, withPeople } from './progress.ts';
import { type KnownRecord, keysOf, markOf, personOfRecord, recordId } from './records.ts';
import {
  AT_WORK,
  type ImportPersonRecord,
  type ImportRecord,
  type ImportStore,
  MOST_OPEN,
  OPEN_STATES,
} from './store.ts';
import { traceOf } from './traces.ts';

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
  const toUndo = writer.prepare(`
    SELECT ${IMPORT_PERSON} WHERE import = ? AND state = 'written' ORDER BY line DESC LIMIT ?`);
  const madeToUndo = writer.prepare(`
    SELECT ${IMPORT_ROW} WHERE import = ? AND made IS NOT NULL AND outcome = 'added' ORDER BY line DESC LIMIT ?`);
  const markRow = writer.prepare('UPDATE import_rows SET outcome = ? WHERE import = ? AND line = ?');
  const personIn = writer.prepare(`
    SELECT ${IMPORT_PERSON} WHERE import = ? AND contact = ? AND state = 'written'`);
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
  const records = createKnownRecords(engine, tables);
  /** Whoever is joined to somebody has another version by that. */
  const besideMerges = others.filter(each => each.kind !== 'contactMerges');
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

  /** Takes back what a row wrote, as long as it is as it was written. @returns whether it is gone */
  function unmake({ kind, id, mark }: MadeRecord): boolean {
    const found = records.find(kind, id);
    if (!found) return true;
    if (markOf(found) !== mark) return false;
    records.drop(kind, id);
    // What waited to be done or told about it.
    if (kind === 'complaints') {
      rows.notices.closeOf(id);
      rows.jobs.dropOf(id);
    }
    const contactId = personOfRecord(found);
    if (contactId !== null) people.refresh(contactId);
    return true;
  }

  /** Whether nobody but the import has to do with them. @param theirs rooms whose rows would say so */
  function isAlone(row: number, id: string, theirs = others): boolean {
    const ids = JSON.stringify([id]);
    return isSpoken.get({ row })!.has === 0 && theirs.every(each => each.read(ids).length === 0);
  }

  function isOursAlone(person: ImportPersonRecord, { row, contact }: HeldContact): boolean {
    return isUntouched(person, contact) && (person.before !== null || isAlone(row, contact.id));
  }

  /** Whether all who make a card up came by this import, and are as they came. */
  function isOurCard(id: string, card: readonly Contact[]): boolean {
    return card.every(each => {
      const row = personIn.get(id, each.id);
      const person = row && importPersonFromRow(row);
      const isAsItCame = person?.before === null && person.version === each.version;
      return isAsItCame && isAlone(contacts.find(each.id)!.row, each.id, besideMerges);
    });
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
        const tally = { undone: 0, kept: 0 };
        const written = madeToUndo.all(id, limit).map(importRowFromRow);
        for (const { line, made } of written) {
          const state = unmake(made!) ? 'undone' : 'kept';
          tally[state] += 1;
          markRow.run(state, id, line);
        }
        const some = toUndo.all(id, limit - written.length).map(importPersonFromRow);
        const done = new Set<string>();
        for (const person of some) {
          if (done.has(person.contactId)) continue;
          const now = contacts.find(person.contactId);
          const card =
            now && !person.before && now.contact.card ? leavesFirst(people.treeOf(now.contact).contacts) : [];
          const isOurs = now !== null && (card.length > 0 ? isOurCard(id, card) : isOursAlone(person, now));
          if (now && isOurs && person.before) people.change(now, restored(now.contact, person.before, at));
          const gone = card.length > 0 ? card.map(each => contacts.find(each.id)!) : now ? [now] : [];
          if (isOurs && !person.before) for (const each of gone) people.drop(each);
          // Who was erased meanwhile is not there to be kept.
          const state = isOurs || !now ? 'undone' : 'kept';
          for (const contactId of isOurs && card.length > 0 ? card.map(each => each.id) : [person.contactId]) {
            done.add(contactId);
            tally[state] += 1;
            markPerson.run(state, id, contactId);
          }
        }
        return keep(afterUndo(run, tally, { isLast: written.length + some.length < limit, at, readyAt }));
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

/** What imports know of people: how they were before, and rows that led to them. */
export function importsOfPeople({ reader, writer, rows: { contacts } }: Engine): PersonRows {
  const among = 'IN (SELECT value FROM json_each(:contactIds))';
  const held = reader.prepare(`SELECT ${IMPORT_PERSON} WHERE contact ${among} ORDER BY import, line`);
  const left = reader.prepare(`SELECT ${IMPORT_ROW} WHERE contact ${among} AND cells <> '[]' ORDER BY import, line`);
  const any = writer.prepare(`
    SELECT 1 FROM import_people WHERE contact ${among}
    UNION ALL SELECT 1 FROM import_rows WHERE contact ${among} AND cells <> '[]' LIMIT 1`);
  const dropPeople = writer.prepare(`DELETE FROM import_people WHERE contact ${among}`);
  const dropRows = writer.prepare(`DELETE FROM import_rows WHERE contact ${among}`);
  const all = writer.prepare(`SELECT ${IMPORT} WHERE created_at >= 0 ORDER BY created_at, id`);
  const save = writer.prepare('UPDATE imports SET record = ? WHERE id = ?');
  const notTaken = writer.prepare(`SELECT ${IMPORT_ROW} WHERE import = ? AND outcome = 'wrong'`);
  const blank = writer.prepare("UPDATE import_rows SET cells = '[]' WHERE import = ? AND line = ?");
  return {
    kind: 'importPeople',
    read: contactIds => [
      ...held.all({ contactIds }).map(importPersonFromRow),
      ...left.all({ contactIds }).map(importRowFromRow),
    ],
    has: contactIds => any.get({ contactIds }) !== undefined,
    drop(contactIds) {
      dropRows.run({ contactIds });
      const gone = (JSON.parse(contactIds) as string[]).flatMap(id => contacts.find(id)?.contact ?? []);
      const trace = traceOf(gone);
      for (const run of all.all().map(importFromRow)) {
        const cleared = trace.cleared(run);
        if (cleared !== run) save.run(JSON.stringify(cleared), run.id);
        for (const row of notTaken.iterate(run.id)) {
          const { line, cells } = importRowFromRow(row);
          if (trace.isIn(cells)) blank.run(run.id, line);
        }
      }
      return Number(dropPeople.run({ contactIds }).changes);
    },
  };
}
