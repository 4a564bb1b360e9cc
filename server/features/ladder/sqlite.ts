import type { LateCount } from '../../../protocol/ladder.ts';
import type { Engine } from '../../store/sqlite/engine.ts';
import { stillWaits } from './rules.ts';
import type { LadderStore } from './store.ts';

/** See `LadderStore`. */
export function createLadderStore({ writer, reader, write, read, rows, ledger }: Engine): LadderStore {
  const { conversations, callbacks, jobs } = rows;
  const add = writer.prepare('INSERT INTO late_steps (id, site, day, kind, step, at) VALUES (?, ?, ?, ?, ?, ?)');
  const counts = reader.prepare(`
    SELECT day, kind AS "of", step, count(*) AS count FROM late_steps WHERE site = ? AND day >= ?
    GROUP BY day, kind, step ORDER BY day, kind, step`);
  const forget = writer.prepare('DELETE FROM late_steps WHERE at < ?');

  return {
    climb: ({ job, event, next, at }) =>
      write(() => {
        const held = jobs.finish(job) ? conversations.find(job.conversationId) : null;
        if (!held) return null;
        const callback = callbacks.find(job.subject)?.callback ?? null;
        if (!stillWaits(job, { conversation: held.conversation, callback })) return null;
        if (next) jobs.change({ cancel: [], put: [next] });
        if (!event) return null;
        const { id, siteId, day, of, step, at: countedAt } = event.count;
        add.run(id, siteId, day, of, step, countedAt);
        return ledger.add(held, { author: { kind: 'system' }, body: event.body, at });
      }),

    counts: (siteId, fromDay) =>
      read(() => counts.all(siteId, fromDay).map(row => ({ ...row }) as unknown as LateCount)),

    sweep: before => write(() => void forget.run(before)),
  };
}
