import { MAX_VISIT_HOURS } from '../../../protocol/bookings.ts';
import type { Span } from '../../features/bookings/spans.ts';
import type { Take } from '../../features/bookings/visit.ts';
import { jobId } from '../../features/jobs/store.ts';
import { aroundOf, isLive, lookJob, newWait } from '../../features/waiting-list/rules.ts';
import type { WaitDraft, WaitRecord } from '../../features/waiting-list/store.ts';
import type { JobRows } from './job-rows.ts';
import type { Turns } from './turns.ts';

/** `SELECT ${WAIT} …` gives rows for `waitFromRow`; add WHERE and ORDER BY. */
export const WAIT = 'whole FROM waits';

export function waitFromRow({ whole }: Record<string, unknown>): WaitRecord {
  return JSON.parse(whole as string);
}

/** The columns of one. */
export function waitRow(record: WaitRecord) {
  const { id, siteId, contactId, date, from, to, createdAt } = record;
  return {
    ...{ id, siteId, contactId, date, from, to, createdAt },
    isLive: Number(isLive(record)),
    whole: JSON.stringify(record),
  };
}

export type WaitRows = ReturnType<typeof createWaitRows>;

/** Who waits, and when their lists are looked at: the only place that writes either. All inside a step. */
export function createWaitRows({ writer }: Turns, jobs: JobRows) {
  const byId = writer.prepare(`SELECT ${WAIT} WHERE id = ?`);
  const put = writer.prepare(`
    INSERT INTO waits (id, site, contact, date, from_at, to_at, is_live, created_at, whole)
    VALUES (:id, :siteId, :contactId, :date, :from, :to, :isLive, :createdAt, :whole)
    ON CONFLICT (id) DO UPDATE SET is_live = :isLive, whole = :whole`);
  const ofDay = writer.prepare(`SELECT ${WAIT} WHERE site = ? AND date = ? AND is_live = 1`);
  const days = writer.prepare(
    'SELECT DISTINCT site AS siteId, date FROM waits WHERE is_live = 1 AND to_at > :from AND from_at < :to',
  );
  const lookVersion = writer.prepare('SELECT subject_version AS version FROM jobs WHERE id = ?');
  const ofContacts = writer.prepare(`
    SELECT ${WAIT} WHERE contact IN (SELECT value FROM json_each(?)) ORDER BY created_at, id`);
  const drop = writer.prepare('DELETE FROM waits WHERE id = ?');

  /** A list is looked at then. Whoever looks at it now sees what was before. */
  function look(list: Pick<WaitRecord, 'siteId' | 'date'>, at: number): void {
    const before = lookVersion.get(jobId(lookJob(list, { dueAt: at, version: 0 })))?.version as number | undefined;
    jobs.change({ cancel: [], put: [lookJob(list, { dueAt: at, version: (before ?? 0) + 1 })] });
  }

  return {
    find(id: string): WaitRecord | null {
      const row = byId.get(id);
      return row ? waitFromRow(row) : null;
    },
    save: (record: WaitRecord): void => void put.run(waitRow(record)),
    ofDay: (siteId: string, date: string): WaitRecord[] => ofDay.all(siteId, date).map(waitFromRow),
    /** Somebody new, whose list is looked at from now on. */
    add(draft: WaitDraft, whose: { contactId: string; conversationId: string }): WaitRecord {
      const record = newWait(draft, whose);
      put.run(waitRow(record));
      look(record, draft.at);
      return record;
    },
    look,
    /** Time was given back: who waits for it is looked for at once (SPEC WL3). */
    freed(takes: readonly Take[], at: number): void {
      const { from, to } = aroundOf(takes);
      // A visit that begins long before may have waited for just this.
      const span: Span = { from: from - MAX_VISIT_HOURS * 3_600_000, to };
      for (const { siteId, date } of days.all({ ...span }))
        look({ siteId: siteId as string, date: date as string }, at);
    },
    /** All of these people, as JSON of their ids, in the order in which they came. */
    ofContacts: (contactIds: string) => ofContacts.all(contactIds).map(waitFromRow),
    drop: (id: string): void => void drop.run(id),
  };
}
