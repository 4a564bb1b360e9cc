import { stored } from '../../store/mongo/documents.ts';
import type { Engine } from '../../store/mongo/engine.ts';
import { changeJobs, finishJob } from '../../store/mongo/jobs.ts';
import { toCallback } from '../callbacks/mongo-document.ts';
import { stillWaits } from './rules.ts';
import type { LadderStore, LateStep } from './store.ts';

/** See `LadderStore`. */
export function createLadderStore({ database, ledger, recent }: Engine): LadderStore {
  const { callbacks, lateSteps } = database;

  return {
    async climb({ job, event, next, at }) {
      const written = await database.transaction(async session => {
        if (!(await finishJob(database, session, job))) return null;
        const conversation = await ledger.read(job.conversationId, session);
        if (!conversation) return null;
        const callback =
          job.kind === 'ladder_callback' ? await callbacks.findOne({ _id: job.subject }, { session }) : null;
        if (!stillWaits(job, { conversation, callback: callback && toCallback(callback) })) return null;
        if (next) await changeJobs(database, session, [{ cancel: [], put: [next] }]);
        if (!event) return null;
        await lateSteps.insertOne(stored(event.count), { session });
        return ledger.add(session, conversation, { author: { kind: 'system' }, body: event.body, at });
      });
      recent.forget(job.conversationId);
      return written;
    },

    async counts(siteId, fromDay) {
      const groups = lateSteps.aggregate<{ _id: Pick<LateStep, 'day' | 'of' | 'step'>; count: number }>([
        { $match: { siteId, day: { $gte: fromDay } } },
        { $group: { _id: { day: '$day', of: '$of', step: '$step' }, count: { $sum: 1 } } },
        { $sort: { '_id.day': 1, '_id.of': 1, '_id.step': 1 } },
      ]);
      return (await groups.toArray()).map(each => ({ ...each._id, count: each.count }));
    },

    async sweep(before) {
      await lateSteps.deleteMany({ at: { $lt: before } });
    },
  };
}
