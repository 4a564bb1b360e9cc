import type { ClientSession, Filter } from 'mongodb';
import type { ComplaintShow } from '../../../protocol/complaints.ts';
import { AppError } from '../../app-error.ts';
import type { Engine } from '../../store/mongo/engine.ts';
import { changeJobs, finishJob } from '../../store/mongo/jobs.ts';
import { keptContacts } from '../../store/mongo/kept-contacts.ts';
import { touchPeople } from '../../store/mongo/people-due.ts';
import { seenRows } from '../../store/mongo/seen-rows.ts';
import { forgetTold } from '../privacy/mongo-removals.ts';
import type { PersonDocuments } from '../privacy/person-rows.ts';
import { type ComplaintDocument, complaintDocument, toComplaint } from './mongo-document.ts';
import { afterAct, complaintJobs, complaintOf, cursorOf, newsOf, readCursor } from './rules.ts';
import type { ComplaintStore, Seeing } from './store.ts';

/** Of a card that is seen. */
function ofSites({ siteIds }: Seeing): Filter<ComplaintDocument> {
  return siteIds ? { siteId: { $in: [null, ...siteIds] } } : {};
}

const theirs = (of: Seeing & { contactIds: readonly string[] }): Filter<ComplaintDocument> => ({
  ...ofSites(of),
  contactId: { $in: [...of.contactIds] },
});

const SHOWN: Record<ComplaintShow, (agentId: string) => Filter<ComplaintDocument>> = {
  all: () => ({}),
  open: () => ({ isClosed: 0 }),
  closed: () => ({ isClosed: 1 }),
  mine: agentId => ({ isClosed: 0, 'assignee.id': agentId }),
};

/** See `ComplaintStore`. */
export function createComplaintStore({ database, ledger, leaving, recent }: Engine): ComplaintStore {
  const { complaints } = database;

  return {
    open: complaint =>
      database.transaction(async session => {
        const { sourceKey, externalId, fingerprint, createdAt } = complaint;
        const found = externalId === null ? null : await complaints.findOne({ sourceKey, externalId }, { session });
        if (found) {
          return { complaint: toComplaint(found), outcome: found.fingerprint === fingerprint ? 'repeated' : 'other' };
        }
        if (!(await keptContacts(database, session, [complaint.contactId])).has(complaint.contactId)) {
          throw new AppError('NOT_FOUND');
        }
        await complaints.insertOne(complaintDocument(complaint), { session });
        await changeJobs(database, session, [complaintJobs(null, complaint, createdAt)]);
        await leaving.tell(session, [newsOf(complaint)]);
        await touchPeople(database, session, [complaint.contactId]);
        return { complaint, outcome: 'added' };
      }),

    async find(id) {
      const found = await complaints.findOne({ _id: id });
      return found && toComplaint(found);
    },

    async known(sourceKey, externalId) {
      const found = await complaints.findOne({ sourceKey, externalId });
      return found && toComplaint(found);
    },

    async act({ id, ask, ...acting }) {
      const talkId = ask && 'text' in ask ? ask.conversationId : null;
      const acted = await database.transaction(async session => {
        const found = await complaints.findOne({ _id: id }, { session });
        if (!found) return null;
        const before = toComplaint(found);
        const after = afterAct(before, acting);
        if (after === before) return { before, after, written: null };
        const { _id, ...replacement } = complaintDocument(after);
        await complaints.replaceOne({ _id }, replacement, { session });
        await changeJobs(database, session, [complaintJobs(before, after, acting.at, acting.act.kind)]);
        await leaving.tell(session, [newsOf(after)]);
        await touchPeople(database, session, [after.contactId]);
        if (ask && 'letter' in ask) await leaving.write(session, [ask.letter]);
        const talk = talkId === null ? null : await ledger.read(talkId, session);
        if (!talk || !ask || !('text' in ask)) return { before, after, written: null };
        const body = { kind: 'message', text: ask.text } as const;
        const written = await ledger.add(session, talk, { author: { kind: 'system' }, body, at: acting.at });
        return { before, after, written };
      });
      if (talkId !== null) recent.forget(talkId);
      return acted;
    },

    climb: ({ job, notice, next }) =>
      database.transaction(async session => {
        if (!(await finishJob(database, session, job))) return null;
        const found = await complaints.findOne({ _id: job.subject }, { session });
        if (found?.status !== 'open' || found.version !== job.subjectVersion) return null;
        await changeJobs(database, session, [{ cancel: [], put: next ? [notice, next] : [notice] }]);
        return toComplaint(found);
      }),

    async list({ show, agentId, cursor, limit, siteIds }) {
      const from = readCursor(cursor);
      const beyond: Filter<ComplaintDocument> = from
        ? {
            $or: [
              { isClosed: { $gt: from.isClosed } },
              { isClosed: from.isClosed, rank: { $gt: from.rank } },
              { isClosed: from.isClosed, rank: from.rank, _id: { $gt: from.id } },
            ],
          }
        : {};
      const found = await complaints
        .aggregate<ComplaintDocument>([
          { $match: { $and: [SHOWN[show](agentId), beyond] } },
          { $sort: { isClosed: 1, rank: 1, _id: 1 } },
          ...seenRows(siteIds),
          { $limit: limit + 1 },
        ])
        .toArray();
      const last = found[limit - 1];
      const next = last && found.length > limit ? cursorOf(toComplaint(last)) : null;
      return { items: found.slice(0, limit).map(toComplaint), cursor: next };
    },

    async counts({ agentId, at, siteIds }) {
      const [found] = await complaints
        .aggregate<{ open: number; mine: number; late: number }>([
          { $match: { isClosed: 0 } },
          ...seenRows(siteIds),
          {
            $group: {
              _id: null,
              open: { $sum: 1 },
              mine: { $sum: { $cond: [{ $eq: ['$assignee.id', agentId] }, 1, 0] } },
              // In MongoDB null comes before every number.
              late: { $sum: { $cond: [{ $and: [{ $gt: ['$untilAt', null] }, { $lte: ['$untilAt', at] }] }, 1, 0] } },
            },
          },
        ])
        .toArray();
      return { open: found?.open ?? 0, mine: found?.mine ?? 0, late: found?.late ?? 0 };
    },

    async before(of, cursor, limit) {
      const found = await complaints
        .find({
          ...theirs(of),
          ...(cursor && {
            createdAt: { $lte: cursor.at },
            $or: [{ createdAt: { $lt: cursor.at } }, { _id: { $lt: cursor.id } }],
          }),
        })
        .sort({ createdAt: -1, _id: -1 })
        .limit(limit)
        .toArray();
      return found.map(toComplaint);
    },

    async openOf(of) {
      const found = await complaints
        .find({ ...theirs(of), isClosed: 0 })
        .sort({ createdAt: 1, _id: 1 })
        .toArray();
      return found.map(toComplaint);
    },
  };
}

/** What one person was not content with; what was to be told of it goes along. */
export function complaintsOfPeople(engine: Engine): PersonDocuments<ClientSession> {
  const { complaints } = engine.database;
  return {
    kind: 'complaints',
    async read(contactIds, session) {
      const found = await complaints
        .find({ contactId: { $in: [...contactIds] } }, { session })
        .sort({ createdAt: 1, _id: 1 })
        .toArray();
      return found.map(each => complaintOf(toComplaint(each)));
    },
    async drop(contactIds, session) {
      const theirs = { contactId: { $in: [...contactIds] } };
      const found = await complaints.find(theirs, { session, projection: { _id: 1 } }).toArray();
      if (found.length === 0) return 0;
      await forgetTold(
        engine,
        session,
        found.map(each => each._id),
      );
      return (await complaints.deleteMany(theirs, { session })).deletedCount;
    },
  };
}
