/** What other verbs' transactions do to lists on MongoDB. Two who touch one list meet at the job that looks at it, and one of them begins anew. */
import type { ClientSession } from 'mongodb';
import { MAX_VISIT_HOURS } from '../../../protocol/bookings.ts';
import type { Database } from '../../store/mongo/connection.ts';
import { changeJobs } from '../../store/mongo/jobs.ts';
import type { Take } from '../bookings/visit.ts';
import { jobId } from '../jobs/store.ts';
import { toWait, waitDocument } from './mongo-document.ts';
import { aroundOf, lookJob, newWait } from './rules.ts';
import type { WaitDraft, WaitRecord } from './store.ts';

type List = Pick<WaitRecord, 'siteId' | 'date'>;

/** A list is looked at then. Whoever looks at it now sees what was before. */
export async function look(database: Database, session: ClientSession, list: List, at: number): Promise<void> {
  const id = jobId(lookJob(list, { dueAt: at, version: 0 }));
  const before = await database.jobs.findOne({ _id: id }, { session, projection: { subjectVersion: 1 } });
  const version = (before?.subjectVersion ?? 0) + 1;
  await changeJobs(database, session, [{ cancel: [], put: [lookJob(list, { dueAt: at, version })] }]);
}

/** Those who wait for a day, as its step sees them. */
export async function waitsOfDay(
  { waits }: Database,
  session: ClientSession,
  { siteId, date }: List,
): Promise<WaitRecord[]> {
  return (await waits.find({ siteId, date, isLive: true }, { session }).toArray()).map(toWait);
}

/** Somebody new, whose list is looked at from now on. */
export async function addWait(
  database: Database,
  session: ClientSession,
  draft: WaitDraft,
  whose: { contactId: string; conversationId: string },
): Promise<WaitRecord> {
  const record = newWait(draft, whose);
  await look(database, session, record, draft.at);
  await database.waits.insertOne(waitDocument(record), { session });
  return record;
}

/** Time was given back: who waits for it is looked for at once (SPEC WL3). */
export async function freed(
  database: Database,
  session: ClientSession,
  takes: readonly Take[],
  at: number,
): Promise<void> {
  const { from, to } = aroundOf(takes);
  // A visit that begins long before may have waited for just this.
  const earliest = from - MAX_VISIT_HOURS * 3_600_000;
  const found = await database.waits
    .find({ isLive: true, to: { $gt: earliest }, from: { $lt: to } }, { session })
    .project<List>({ siteId: 1, date: 1, _id: 0 })
    .toArray();
  const lists = new Map(found.map(each => [`${each.siteId} ${each.date}`, each]));
  for (const list of lists.values()) await look(database, session, list, at);
}
