import { randomUUID } from 'node:crypto';
import { bundled } from '../../store/mongo/bundled.ts';
import type { Engine } from '../../store/mongo/engine.ts';
import { isUnavailable } from '../../store/mongo/failures.ts';
import { changeJobs, claimed } from '../../store/mongo/jobs.ts';
import { toJob } from './mongo-document.ts';
import type { Job, JobStore } from './store.ts';

/** What is taken is one server's alone: by the id of its taking it knows what of it another one was faster to take. */
export function createJobStore({ database }: Engine): JobStore {
  const { jobs } = database;

  const ofConversation = bundled<string, Job[]>(async ids => {
    const found = await jobs
      .find({ conversationId: { $in: ids } })
      .sort({ _id: 1 })
      .toArray();
    const jobsOf = Map.groupBy(found.map(toJob), each => each.conversationId);
    return ids.map(id => jobsOf.get(id) ?? []);
  });

  return {
    change: changes => database.transaction(session => changeJobs(database, session, [changes])),

    async take({ kinds, at, leaseUntil, limit }) {
      const due = await jobs
        .find({ readyAt: { $lte: at }, kind: { $in: [...kinds] } }, { projection: { _id: 1 } })
        .sort({ readyAt: 1, _id: 1 })
        .limit(limit)
        .toArray();
      if (due.length === 0) return [];
      const ids = due.map(each => each._id);
      // Those that nobody else has taken meanwhile, all in one command: a thousand may be due at once.
      const taking = randomUUID();
      const lease = () =>
        jobs.updateMany(
          { _id: { $in: ids }, readyAt: { $lte: at } },
          { $set: { readyAt: leaseUntil, taking }, $inc: { attempts: 1 } },
        );
      // The driver repeats no such command. Some may be taken all the same, and those would wait for their lease to end.
      await lease().catch(error => {
        if (!isUnavailable(error)) throw error;
        return lease();
      });
      const taken = await jobs.find({ _id: { $in: ids }, taking }).toArray();
      const jobOf = new Map(taken.map(each => [each._id, toJob(each)]));
      return ids.flatMap(id => jobOf.get(id) ?? []);
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
