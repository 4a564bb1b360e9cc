/** What the transactions of other verbs do to jobs: written and ended with their cause (SPEC JB1, JB2). */
import type { AnyBulkWriteOperation, ClientSession } from 'mongodb';
import type { JobDocument } from '../../features/jobs/mongo-document.ts';
import { type JobChanges, type JobClaim, type JobKind, newJob } from '../../features/jobs/store.ts';
import type { Database } from './connection.ts';
import { stored } from './documents.ts';

/** Writes what a transaction does to jobs; nothing costs no round trip (SPEC JB1). */
export async function changeJobs(
  { jobs }: Pick<Database, 'jobs'>,
  session: ClientSession,
  all: readonly JobChanges[],
): Promise<void> {
  const writes = all.flatMap(({ cancel, put }): AnyBulkWriteOperation<JobDocument>[] => [
    ...cancel.map(each => ({ deleteMany: { filter: cancelled(each) } })),
    ...put.map(newJob).map(job => {
      const { _id, ...replacement } = stored(job);
      return { replaceOne: { filter: { _id }, replacement, upsert: true } };
    }),
  ]);
  if (writes.length > 0) await jobs.bulkWrite(writes, { session });
}

function cancelled(each: JobChanges['cancel'][number]) {
  const { conversationId, kind } = each;
  if (each.subject !== undefined) return { conversationId, kind, subject: each.subject };
  return {
    ...{ conversationId, kind },
    ...(each.versionBelow !== undefined && { subjectVersion: { $lt: each.versionBelow } }),
  };
}

/** Ends a taken job in the transaction of what it does. False: it is gone, or somebody else's, and nothing may be done. */
export async function finishJob(
  { jobs }: Pick<Database, 'jobs'>,
  session: ClientSession,
  claim: JobClaim,
): Promise<boolean> {
  return (await jobs.deleteOne(claimed(claim), { session })).deletedCount === 1;
}

/** What they are due by has changed for a site: all are looked at anew, now (SPEC LA2). */
export async function wakeJobs(
  { jobs }: Pick<Database, 'jobs'>,
  session: ClientSession,
  siteId: string,
  kinds: readonly JobKind[],
): Promise<void> {
  await jobs.updateMany({ siteId, kind: { $in: [...kinds] } }, { $set: { readyAt: 0 } }, { session });
}

/** Who has a job: it is as it was taken, or somebody else's. */
export function claimed({ id, attempts, subjectVersion }: JobClaim) {
  return { _id: id, attempts, subjectVersion };
}
