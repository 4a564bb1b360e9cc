import type { LateCount } from '../../../protocol/ladder.ts';
import type { Engine } from '../../store/sqlite/engine.ts';
import { firstOfCall, firstOfWords, isPromised, stillWaits, unsaidWait } from './rules.ts';
import type { LadderStore } from './store.ts';

/** See `LadderStore`. */
export function createLadderStore({ writer, reader, write, read, rows, ledger }: Engine): LadderStore {
  const { conversations, callbacks, jobs } = rows;
  const add = writer.prepare('INSERT INTO late_steps (id, site, day, kind, step, at) VALUES (?, ?, ?, ?, ?, ?)');
  const counts = reader.prepare(`
    SELECT day, kind AS "of", step, count(*) AS count FROM late_steps WHERE site = ? AND day >= ?
    GROUP BY day, kind, step ORDER BY day, kind, step`);
  const unsaid = writer.prepare(`
    SELECT id FROM conversations
    WHERE is_closed = 0 AND waiting_since IS NOT NULL AND wait IS NULL AND preview_kind <> 'callback' LIMIT ?`);
  const calls = writer.prepare(`
    SELECT b.id FROM callbacks b CROSS JOIN conversations c ON c.row = b.conversation
    WHERE b.status = 'pending' AND b.id > ? AND NOT EXISTS (
      SELECT 1 FROM jobs j WHERE j.conversation = c.id AND j.kind = 'ladder_callback' AND j.subject = b.id
    ) ORDER BY b.id LIMIT ?`);
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

    takeUpWords: ({ at, limit }) =>
      write(() => {
        const found = unsaid.all(limit);
        for (const { id } of found) {
          const held = conversations.need(id as string);
          const wait = unsaidWait(held.conversation);
          if (!wait) continue;
          const waiting = conversations.save(held, { ...held.conversation, wait });
          jobs.change({ cancel: [], put: [firstOfWords(waiting, at)] });
        }
        return found.length;
      }),

    takeUpCalls: ({ after, at, limit }) =>
      write(() => {
        const ids = calls.all(after, limit).map(row => row.id as string);
        const put = ids.map(id => callbacks.need(id).callback).filter(isPromised);
        jobs.change({ cancel: [], put: put.map(each => firstOfCall(each, at)) });
        return ids.length < limit ? null : ids.at(-1)!;
      }),

    counts: (siteId, fromDay) =>
      read(() => counts.all(siteId, fromDay).map(row => ({ ...row }) as unknown as LateCount)),

    sweep: before => write(() => void forget.run(before)),
  };
}
