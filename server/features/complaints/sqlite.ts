import type { ComplaintCounts } from '../../../protocol/complaints.ts';
import { AppError } from '../../app-error.ts';
import { seenRow } from '../../store/sqlite/card-sites.ts';
import { complaintFromRow, complaintRow } from '../../store/sqlite/complaint-rows.ts';
import type { Engine } from '../../store/sqlite/engine.ts';
import type { PersonRows } from '../privacy/person-rows.ts';
import { afterAct, complaintJobs, complaintOf, cursorOf, newsOf, readCursor } from './rules.ts';
import type { ComplaintRecord, ComplaintStore } from './store.ts';

const SEEN = seenRow('complaints');
/** Of a card that is seen. */
const THEIRS = `contact IN (SELECT value FROM json_each(:contacts))
  AND (:sites IS NULL OR site IS NULL OR site IN (SELECT value FROM json_each(:sites)))`;

/** See `ComplaintStore`. */
export function createComplaintStore({ writer, reader, write, read, rows, ledger, leaving }: Engine): ComplaintStore {
  const { jobs, conversations } = rows;
  const insert = writer.prepare(`
    INSERT INTO complaints (id, contact, site, is_closed, rank, assignee, until_at, created_at, source_key, external_id, whole)
    VALUES (:id, :contactId, :siteId, :isClosed, :rank, :assigneeId, :untilAt, :createdAt, :sourceKey, :externalId, :whole)`);
  const save = writer.prepare(`
    UPDATE complaints SET is_closed = :isClosed, rank = :rank, assignee = :assigneeId, until_at = :untilAt, whole = :whole
    WHERE id = :id`);
  const KNOWN = 'SELECT whole FROM complaints WHERE source_key = ? AND external_id = ?';
  const knownNow = writer.prepare(KNOWN);
  const known = reader.prepare(KNOWN);
  const findNow = writer.prepare('SELECT whole FROM complaints WHERE id = ?');
  const find = reader.prepare('SELECT whole FROM complaints WHERE id = ?');
  const pageOf = (which: string) =>
    reader.prepare(`
      SELECT whole FROM complaints WHERE ${which} AND ${SEEN} AND (is_closed, rank, id) > (:isClosed, :rank, :id)
      ORDER BY is_closed, rank, id LIMIT :limit`);
  const pages = {
    all: pageOf('true'),
    open: pageOf('is_closed = 0'),
    closed: pageOf('is_closed = 1'),
    mine: pageOf('is_closed = 0 AND assignee = :agentId'),
  };
  const counts = reader.prepare(`
    SELECT count(*) AS open, count(*) FILTER (WHERE assignee = :agentId) AS mine,
      count(*) FILTER (WHERE until_at <= :at) AS late
    FROM complaints WHERE is_closed = 0 AND ${SEEN}`);
  const before = reader.prepare(`
    SELECT whole FROM complaints WHERE ${THEIRS} AND (created_at, id) < (:at, :id)
    ORDER BY created_at DESC, id DESC LIMIT :limit`);
  const newest = reader.prepare(`
    SELECT whole FROM complaints WHERE ${THEIRS} ORDER BY created_at DESC, id DESC LIMIT :limit`);
  const openOf = reader.prepare(`
    SELECT whole FROM complaints WHERE ${THEIRS} AND is_closed = 0 ORDER BY created_at, id`);
  const sitesOf = (siteIds: readonly string[] | null) => siteIds && JSON.stringify(siteIds);
  const theirs = (of: { contactIds: readonly string[]; siteIds: readonly string[] | null }) => ({
    contacts: JSON.stringify(of.contactIds),
    sites: sitesOf(of.siteIds),
  });
  const orNull = (row: unknown): ComplaintRecord | null => (row ? complaintFromRow(row) : null);

  return {
    open: complaint =>
      write(() => {
        const { sourceKey, externalId, fingerprint, createdAt } = complaint;
        const earlier = externalId === null ? null : orNull(knownNow.get(sourceKey, externalId));
        if (earlier) {
          return { complaint: earlier, outcome: earlier.fingerprint === fingerprint ? 'repeated' : 'other' };
        }
        if (!rows.contacts.find(complaint.contactId)) throw new AppError('NOT_FOUND');
        insert.run(complaintRow(complaint));
        jobs.change(complaintJobs(null, complaint, createdAt));
        leaving.tell([newsOf(complaint)]);
        rows.people.refresh(complaint.contactId);
        return { complaint, outcome: 'added' };
      }),

    find: id => read(() => orNull(find.get(id))),

    known: (sourceKey, externalId) => read(() => orNull(known.get(sourceKey, externalId))),

    act: ({ id, ask, ...acting }) =>
      write(() => {
        const there = orNull(findNow.get(id));
        if (!there) return null;
        const after = afterAct(there, acting);
        if (after === there) return { before: there, after, written: null };
        const { isClosed, rank, assigneeId, untilAt, whole } = complaintRow(after);
        save.run({ id, isClosed, rank, assigneeId, untilAt, whole });
        jobs.change(complaintJobs(there, after, acting.at, acting.act.kind));
        leaving.tell([newsOf(after)]);
        rows.people.refresh(after.contactId);
        if (ask && 'letter' in ask) leaving.put([ask.letter]);
        const talk = ask && 'text' in ask ? conversations.find(ask.conversationId) : null;
        if (!talk || !ask || !('text' in ask)) return { before: there, after, written: null };
        const body = { kind: 'message', text: ask.text } as const;
        const written = ledger.add(talk, { author: { kind: 'system' }, body, at: acting.at });
        return { before: there, after, written };
      }),

    climb: ({ job, notice, next }) =>
      write(() => {
        const there = jobs.finish(job) ? orNull(findNow.get(job.subject)) : null;
        if (there?.status !== 'open' || there.version !== job.subjectVersion) return null;
        jobs.change({ cancel: [], put: next ? [notice, next] : [notice] });
        return there;
      }),

    list: ({ show, siteIds, agentId, cursor, limit }) =>
      read(() => {
        const from = readCursor(cursor) ?? { isClosed: -1, rank: 0, id: '' };
        const values = { ...from, sites: sitesOf(siteIds), limit: limit + 1 };
        const found = pages[show].all(show === 'mine' ? { ...values, agentId } : values);
        const items = found.slice(0, limit).map(complaintFromRow);
        return { items, cursor: found.length > limit ? cursorOf(items.at(-1)!) : null };
      }),

    counts: ({ siteIds, agentId, at }) =>
      read(() => ({ ...(counts.get({ sites: sitesOf(siteIds), agentId, at }) as unknown as ComplaintCounts) })),

    before: (of, cursor, limit) =>
      read(() =>
        (cursor ? before.all({ ...theirs(of), ...cursor, limit }) : newest.all({ ...theirs(of), limit })).map(
          complaintFromRow,
        ),
      ),

    openOf: of => read(() => openOf.all(theirs(of)).map(complaintFromRow)),
  };
}

/** What one person was not content with; what was to be told of it goes along. */
export function complaintsOfPeople({ reader, writer, rows }: Engine): PersonRows {
  const among = 'contact IN (SELECT value FROM json_each(?))';
  const held = reader.prepare(`SELECT whole FROM complaints WHERE ${among} ORDER BY created_at, id`);
  const any = writer.prepare(`SELECT 1 FROM complaints WHERE ${among} LIMIT 1`);
  const drop = writer.prepare(`DELETE FROM complaints WHERE ${among} RETURNING id`);
  return {
    kind: 'complaints',
    read: contactIds => held.all(contactIds).map(complaintFromRow).map(complaintOf),
    has: contactIds => any.get(contactIds) !== undefined,
    drop(contactIds) {
      const ids = drop.all(contactIds).map(row => row.id as string);
      for (const id of ids) {
        rows.notices.closeOf(id);
        rows.jobs.dropOf(id);
      }
      return ids.length;
    },
  };
}
