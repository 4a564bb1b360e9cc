import { type Job, type JobChanges, type JobClaim, type JobKind, newJob } from '../../features/jobs/store.ts';
import type { Turns } from './turns.ts';

/** `SELECT ${JOB} …` gives jobs; add WHERE and ORDER BY. */
export const JOB = `id, kind, site AS siteId, conversation AS conversationId, subject, subject_version AS subjectVersion, step,
  due_at AS dueAt, ready_at AS readyAt, attempts FROM jobs`;

export type JobRows = ReturnType<typeof createJobRows>;

/** The rows of jobs, written by whatever verb changes what they wait for. Inside its step (SPEC JB1). */
export function createJobRows({ writer }: Turns) {
  const insert = writer.prepare(`
    INSERT OR REPLACE INTO jobs (id, kind, site, conversation, subject, subject_version, step, due_at, ready_at, attempts)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  const cancel = writer.prepare('DELETE FROM jobs WHERE conversation = ? AND kind = ? AND subject = ?');
  const cancelAll = writer.prepare('DELETE FROM jobs WHERE conversation = ? AND kind = ? AND subject_version < ?');
  const wake = writer.prepare(
    'UPDATE jobs SET ready_at = 0 WHERE site = ? AND kind IN (SELECT value FROM json_each(?))',
  );
  const finish = writer.prepare('DELETE FROM jobs WHERE id = ? AND attempts = ? AND subject_version = ?');
  const byId = writer.prepare('SELECT 1 FROM jobs WHERE id = ?');
  const dropOf = writer.prepare('DELETE FROM jobs WHERE conversation = ?');

  return {
    change({ cancel: cancelled, put }: JobChanges): void {
      for (const each of cancelled) {
        const { conversationId, kind } = each;
        if (each.subject === undefined)
          cancelAll.run(conversationId, kind, each.versionBelow ?? Number.MAX_SAFE_INTEGER);
        else cancel.run(conversationId, kind, each.subject);
      }
      for (const job of put.map(newJob)) {
        const { id, kind, siteId, conversationId, subject, subjectVersion, step, dueAt, readyAt, attempts } = job;
        insert.run(id, kind, siteId, conversationId, subject, subjectVersion, step, dueAt, readyAt, attempts);
      }
    },
    /** Ends a taken one in the step of what it does: false: it is gone, or somebody else's, and nothing may be done. */
    finish: ({ id, attempts, subjectVersion }: JobClaim): boolean =>
      finish.run(id, attempts, subjectVersion).changes === 1,
    has: (id: string): boolean => byId.get(id) !== undefined,
    /** What they are due by has changed for a site: all are looked at anew, now (SPEC LA2). */
    wake: (siteId: string, kinds: readonly JobKind[]): void => void wake.run(siteId, JSON.stringify(kinds)),
    /** Takes away all of a conversation. */
    dropOf: (conversationId: string): void => void dropOf.run(conversationId),
  };
}

export function jobFromRow(from: unknown): Job {
  return { ...(from as Job) };
}
