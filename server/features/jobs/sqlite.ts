import type { Engine } from '../../store/sqlite/engine.ts';
import { JOB, jobFromRow } from '../../store/sqlite/job-rows.ts';
import type { JobStore } from './store.ts';

/** See `JobStore`. */
export function createJobStore({ writer, reader, write, read, rows: { jobs } }: Engine): JobStore {
  // The reader looks first: nearly always nothing is due, and then nothing is written.
  const isDue = reader.prepare('SELECT 1 FROM jobs WHERE ready_at <= ? LIMIT 1');
  const toTake = writer.prepare(`
    SELECT ${JOB} WHERE ready_at <= ? AND kind IN (SELECT value FROM json_each(?)) ORDER BY ready_at, id LIMIT ?`);
  const lease = writer.prepare('UPDATE jobs SET ready_at = ?, attempts = attempts + 1 WHERE id = ?');
  const move = writer.prepare(
    'UPDATE jobs SET due_at = :dueAt, ready_at = :dueAt WHERE id = :id AND attempts = :attempts AND subject_version = :version',
  );
  const wake = writer.prepare(
    'UPDATE jobs SET ready_at = :at WHERE ready_at > :at AND kind IN (SELECT value FROM json_each(:kinds))',
  );
  const ofConversation = reader.prepare(`SELECT ${JOB} WHERE conversation = ? ORDER BY id`);

  return {
    change: changes => write(() => jobs.change(changes)),

    async take({ kinds, at, leaseUntil, limit }) {
      if (!(await read(() => isDue.get(at)))) return [];
      return write(() =>
        toTake.all(at, JSON.stringify(kinds), limit).map(row => {
          const job = jobFromRow(row);
          lease.run(leaseUntil, job.id);
          return { ...job, readyAt: leaseUntil, attempts: job.attempts + 1 };
        }),
      );
    },

    move: ({ id, attempts, subjectVersion: version }, dueAt) =>
      write(() => move.run({ id, attempts, version, dueAt }).changes === 1),

    drop: claim => write(() => jobs.finish(claim)),

    wake: (kinds, at) => write(() => void wake.run({ kinds: JSON.stringify(kinds), at })),

    ofConversation: conversationId => read(() => ofConversation.all(conversationId).map(jobFromRow)),
  };
}
