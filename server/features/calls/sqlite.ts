import { AppError } from '../../app-error.ts';
import { CALL, type CallRow, callFromRow } from '../../store/sqlite/call-rows.ts';
import { cursorOf, pageOf, readCursor } from '../../store/sqlite/cursor.ts';
import type { Engine } from '../../store/sqlite/engine.ts';
import type { PersonRows } from '../privacy/person-rows.ts';
import { afterTime, callOf, namedBy, newsOf, ofThose, settled, withEvent, withWords } from './rules.ts';
import type { CallChange, CallRecord, CallStore } from './store.ts';

const SEEN = '(:siteIds IS NULL OR site IN (SELECT value FROM json_each(:siteIds)))';
const OF_PEOPLE = `contact IN (SELECT value FROM json_each(:contactIds)) AND ${SEEN}`;

/** See `CallStore`. */
export function createCallStore({ reader, write, read, rows, leaving }: Engine): CallStore {
  const { calls, contacts } = rows;
  const byId = reader.prepare(`SELECT ${CALL} WHERE id = ?`);
  const byKey = reader.prepare(`SELECT ${CALL} WHERE key = ?`);
  const due = reader.prepare(`SELECT ${CALL} WHERE due_at <= ? ORDER BY due_at LIMIT ?`);
  const live = reader.prepare(
    `SELECT ${CALL} WHERE state <> 'ended' AND started_at >= 0 ORDER BY started_at DESC, row DESC LIMIT ?`,
  );
  /** Each written out, as only so it finds its index. */
  const pageWhere = (which: string) =>
    reader.prepare(`
      SELECT ${CALL} WHERE ${which} AND ${SEEN} AND (started_at, row) < (:at, :before)
      ORDER BY started_at DESC, row DESC LIMIT :limit`);
  const pages = {
    all: pageWhere(':agentId IS NOT NULL'),
    missed: pageWhere('is_missed = 1 AND :agentId IS NOT NULL'),
    answered: pageWhere("is_missed = 0 AND state <> 'ringing' AND :agentId IS NOT NULL"),
    mine: pageWhere('agent = :agentId'),
  };
  const ofContacts = reader.prepare(`
    SELECT ${CALL} WHERE ${OF_PEOPLE} AND (started_at, id) < (:at, :before) ORDER BY started_at DESC, id DESC LIMIT :limit`);
  const count = reader.prepare(`SELECT count(*) AS count, max(started_at) AS lastAt FROM calls WHERE ${OF_PEOPLE}`);

  /** Writes what a call is now, and what webhooks are told of it. */
  function keep(before: CallRecord | null, after: CallRecord): CallChange {
    calls.save(after);
    return { before, after, leaves: leaving.tell(newsOf(before, after)) };
  }

  function change(id: string, to: (before: CallRecord) => CallRecord | null) {
    return write(() => {
      const before = calls.find(id);
      const after = before && to(before);
      return before && after ? keep(before, after) : null;
    });
  }

  const found = (row: unknown) => (row ? callFromRow(row) : null);
  const sight = (siteIds: readonly string[] | null) => siteIds && JSON.stringify(siteIds);

  return {
    find: id => read(() => found(byId.get(id))),
    byKey: key => read(() => found(byKey.get(key))),

    hear: (fresh, event) =>
      write(() => {
        const known = calls.byKey(fresh.key);
        const there = new Set(namedBy(event).filter(id => contacts.find(id)));
        const after = withEvent(known ?? fresh, ofThose(event, there), { isFirst: known === null });
        return after ? keep(known, after) : { before: known, after: known ?? fresh, leaves: false };
      }),

    say: (id, words) =>
      write(() => {
        const before = calls.find(id);
        if (!before) return null;
        if (words.contactId !== undefined && !contacts.find(words.contactId)) throw new AppError('NOT_FOUND');
        const after = withWords(before, words);
        return after ? keep(before, after) : { before, after: before, leaves: false };
      }),

    pass: (id, at) => change(id, before => afterTime(before, at)),

    settle: (id, callbackId) => change(id, before => (before.isSettled ? null : settled(before, callbackId))),

    due: (at, limit) => read(() => due.all(at, limit).map(callFromRow)),

    live: limit => read(() => live.all(limit).map(callFromRow)),

    page: ({ siteIds, filter, agentId, cursor, limit }) =>
      read(() => {
        const [at, before] = readCursor(cursor) ?? [Number.MAX_SAFE_INTEGER, 0];
        const found = pages[filter].all({ siteIds: sight(siteIds), agentId, at, before, limit: limit + 1 });
        return pageOf(found as unknown as CallRow[], limit, last => cursorOf(last.startedAt, last.row), callFromRow);
      }),

    ofContacts: (contactIds, { siteIds, before, limit }) =>
      read(() => {
        const from = { at: before?.at ?? Number.MAX_SAFE_INTEGER, before: before?.id ?? '' };
        const of = { contactIds: JSON.stringify(contactIds), siteIds: sight(siteIds) };
        return ofContacts.all({ ...of, ...from, limit }).map(callFromRow);
      }),

    count: (contactIds, siteIds) =>
      read(() => {
        const row = count.get({ contactIds: JSON.stringify(contactIds), siteIds: sight(siteIds) });
        return row as unknown as { count: number; lastAt: number | null };
      }),
  };
}

/** Calls as rows about a person. */
export function callsOfPeople({ reader, writer, rows }: Engine): PersonRows {
  const theirs = reader.prepare(`
    SELECT ${CALL} WHERE contact IN (SELECT value FROM json_each(?)) ORDER BY started_at, row`);
  const any = writer.prepare('SELECT 1 FROM calls WHERE contact IN (SELECT value FROM json_each(?)) LIMIT 1');
  return {
    kind: 'calls',
    read: contactIds => theirs.all(contactIds).map(row => callOf(callFromRow(row))),
    has: contactIds => any.get(contactIds) !== undefined,
    drop: contactIds => rows.calls.dropOf(JSON.parse(contactIds)),
  };
}
