import type { AnyBulkWriteOperation, ClientSession } from 'mongodb';
import type { Database } from '../../store/mongo/connection.ts';
import { entity, type Stored, stored } from '../../store/mongo/documents.ts';
import type { Engine } from '../../store/mongo/engine.ts';
import { type Job, type JobChanges, type JobClaim, type JobStore, newJob } from './store.ts';

/** What is taken is one server's alone: each is taken as it was read, or another one has it. */
export function createJobStore({ database }: Engine): JobStore {
  const { jobs } = database;

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

    async ofConversation(conversationId) {
      return (await jobs.find({ conversationId }).sort({ _id: 1 }).toArray()).map(entity);
    },
  };
}

/** Writes what a transaction does to jobs; nothing costs no round trip (SPEC JB1). */
export async function changeJobs(
  { jobs }: Pick<Database, 'jobs'>,
  session: ClientSession,
  all: readonly JobChanges[],
): Promise<void> {
  const writes = all.flatMap(({ cancel, put }): AnyBulkWriteOperation<Stored<Job>>[] => [
    ...cancel.map(({ conversationId, kind, subject }) => ({
      deleteMany: { filter: { conversationId, kind, subject } },
    })),
    ...put.map(newJob).map(job => {
      const { _id, ...replacement } = stored(job);
      return { replaceOne: { filter: { _id }, replacement, upsert: true } };
    }),
  ]);
  if (writes.length > 0) await jobs.bulkWrite(writes, { session });
}

/** Ends a taken job in the transaction of what it does. False: it is gone, or somebody else's, and nothing may be done. */
export async function finishJob(
  { jobs }: Pick<Database, 'jobs'>,
  session: ClientSession,
  claim: JobClaim,
): Promise<boolean> {
  return (await jobs.deleteOne(claimed(claim), { session })).deletedCount === 1;
}

function claimed({ id, attempts, subjectVersion }: JobClaim) {
  return { _id: id, attempts, subjectVersion };
}
