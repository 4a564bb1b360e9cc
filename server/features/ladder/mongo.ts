import { stored } from '../../store/mongo/documents.ts';
import type { Engine } from '../../store/mongo/engine.ts';
import { changeJobs, finishJob } from '../../store/mongo/jobs.ts';
import { toCallback } from '../callbacks/mongo-document.ts';
import { firstOfCall, firstOfWords, isPromised, stillWaits, unsaidWait } from './rules.ts';
import type { LadderStore, LateStep } from './store.ts';

/** See `LadderStore`. */
export function createLadderStore({ database, ledger, recent }: Engine): LadderStore {
  const { callbacks, conversations, jobs, lateSteps } = database;

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

    async takeUpWords({ at, limit }) {
      const asked = { status: 'open', waitingSince: { $ne: null }, wait: { $exists: false } } as const;
      const found = await conversations
        .find({ ...asked, 'preview.kind': { $ne: 'callback' } }, { projection: { _id: 1 } })
        .limit(limit)
        .toArray();
      for (const { _id } of found) {
        await database.transaction(async session => {
          const before = await ledger.read(_id, session);
          const wait = before && unsaidWait(before);
          if (!wait) return;
          await conversations.updateOne({ _id }, { $set: { wait } }, { session });
          await changeJobs(database, session, [{ cancel: [], put: [firstOfWords({ ...before, wait }, at)] }]);
        });
        recent.forget(_id);
      }
      return found.length;
    },

    async takeUpCalls({ after, at, limit }) {
      const found = await callbacks
        .find({ status: 'pending', _id: { $gt: after } })
        .sort({ _id: 1 })
        .limit(limit)
        .toArray();
      for (const { _id, conversationId } of found) {
        await database.transaction(async session => {
          const document = await callbacks.findOne({ _id, status: 'pending' }, { session });
          const callback = document && toCallback(document);
          if (!callback || !isPromised(callback)) return;
          const ofIt = { conversationId, kind: 'ladder_callback', subject: _id } as const;
          if (await jobs.findOne(ofIt, { session, projection: { _id: 1 } })) return;
          await changeJobs(database, session, [{ cancel: [], put: [firstOfCall(callback, at)] }]);
        });
      }
      return found.length < limit ? null : found.at(-1)!._id;
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
