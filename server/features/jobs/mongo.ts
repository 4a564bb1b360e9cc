import { bundled } from '../../store/mongo/bundled.ts';
import { entity } from '../../store/mongo/documents.ts';
import type { Engine } from '../../store/mongo/engine.ts';
import { changeJobs, claimed } from '../../store/mongo/jobs.ts';
import type { Job, JobStore } from './store.ts';

/** What is taken is one server's alone: each is taken as it was read, or another one has it. */
export function createJobStore({ database }: Engine): JobStore {
  const { jobs } = database;

  const ofConversation = bundled<string, Job[]>(async ids => {
    const found = await jobs
      .find({ conversationId: { $in: ids } })
      .sort({ _id: 1 })
      .toArray();
    const jobsOf = Map.groupBy(found.map(entity), each => each.conversationId);
    return ids.map(id => jobsOf.get(id) ?? []);
  });

  return {
    change: changes => database.transaction(session => changeJobs(database, session, [changes])),

    async take({ kinds, at, leaseUntil, limit }) {
      const found = await jobs
        .find({ readyAt: { $lte: at }, kind: { $in: [...kinds] } }, { projection: { readyAt: 1, attempts: 1 } })
        .sort({ readyAt: 1, _id: 1 })
        .limit(limit)
        .toArray();
      const taken = await Promise.all(
        found.map(({ _id, readyAt, attempts }) =>
          jobs.findOneAndUpdate(
            { _id, readyAt, attempts },
            { $set: { readyAt: leaseUntil }, $inc: { attempts: 1 } },
            { returnDocument: 'after' },
          ),
        ),
      );
      return taken.filter(each => each !== null).map(entity);
    },

    async move(claim, dueAt) {
      const moved = await jobs.updateOne(claimed(claim), { $set: { dueAt, readyAt: dueAt } });
      return moved.matchedCount === 1;
    },

    async drop(claim) {
      return (await jobs.deleteOne(claimed(claim))).deletedCount === 1;
    },

    async wake(kinds, at) {
      await jobs.updateMany({ kind: { $in: [...kinds] }, readyAt: { $gt: at } }, { $set: { readyAt: at } });
    },

    ofConversation,
  };
}
