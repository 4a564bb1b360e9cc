import type { ClientSession, Filter } from 'mongodb';
import { AppError } from '../../app-error.ts';
import { after as afterCursor, pageOf } from '../../store/mongo/cursors.ts';
import { stored } from '../../store/mongo/documents.ts';
import type { Engine } from '../../store/mongo/engine.ts';
import { keptContacts } from '../../store/mongo/kept-contacts.ts';
import type { PersonDocuments } from '../privacy/person-rows.ts';
import { type CallDocument, toCall } from './mongo-document.ts';
import { afterTime, callOf, emptied, namedBy, newsOf, ofThose, settled, withEvent, withWords } from './rules.ts';
import type { CallChange, CallRecord, CallStore } from './store.ts';

/** See `CallStore`. */
export function createCallStore({ database, leaving, nextId }: Engine): CallStore {
  const { calls } = database;

  /** Writes what a call is now, and what webhooks are told of it. */
  async function keep(session: ClientSession, before: CallRecord | null, after: CallRecord): Promise<CallChange> {
    // Whole, so that the feed has it without another read.
    await calls.replaceOne({ _id: after.id }, { ...stored(after), touch: nextId() }, { session, upsert: true });
    return { before, after, leaves: await leaving.tell(session, newsOf(before, after)) };
  }

  async function findOne(where: Filter<CallDocument>, session?: ClientSession): Promise<CallRecord | null> {
    const found = await calls.findOne(where, session ? { session } : {});
    return found && toCall(found);
  }

  function change(id: string, to: (before: CallRecord) => CallRecord | null): Promise<CallChange | null> {
    return database.transaction(async session => {
      const before = await findOne({ _id: id }, session);
      const after = before && to(before);
      return before && after ? keep(session, before, after) : null;
    });
  }

  const seen = (siteIds: readonly string[] | null) => (siteIds ? { siteId: { $in: [...siteIds] } } : {});
  const of = (contactIds: readonly string[], siteIds: readonly string[] | null) => ({
    contactId: { $in: [...contactIds] },
    ...seen(siteIds),
  });

  return {
    find: id => findOne({ _id: id }),
    byKey: key => findOne({ key }),

    hear: (fresh, event) =>
      // Two servers that hear of it first at once collide in the index of keys, and the later one sees the other's.
      database.transaction(async session => {
        const known = await findOne({ key: fresh.key }, session);
        const named = namedBy(event);
        const there = named.length === 0 ? new Set<string>() : await keptContacts(database, session, named);
        const after = withEvent(known ?? fresh, ofThose(event, there), { isFirst: known === null });
        return after ? keep(session, known, after) : { before: known, after: known ?? fresh, leaves: false };
      }),

    say: (id, words) =>
      database.transaction(async session => {
        const before = await findOne({ _id: id }, session);
        if (!before) return null;
        const { contactId } = words;
        if (contactId !== undefined && (await keptContacts(database, session, [contactId])).size === 0) {
          throw new AppError('NOT_FOUND');
        }
        const after = withWords(before, words);
        return after ? keep(session, before, after) : { before, after: before, leaves: false };
      }),

    pass: (id, at) => change(id, before => afterTime(before, at)),

    settle: (id, callbackId) => change(id, before => (before.isSettled ? null : settled(before, callbackId))),

    async due(at, limit) {
      const found = await calls
        .find({ dueAt: { $gte: 0, $lte: at } })
        .sort({ dueAt: 1 })
        .limit(limit)
        .toArray();
      return found.map(toCall);
    },

    async live(limit) {
      const found = await calls
        // What goes on ends by time at the latest, and few wait for that.
        .find({ dueAt: { $gte: 0 }, state: { $in: ['ringing', 'answered'] } })
        .sort({ startedAt: -1, _id: -1 })
        .limit(limit)
        .toArray();
      return found.map(toCall);
    },

    async page({ siteIds, filter, agentId, cursor, limit }) {
      const which: Filter<CallDocument> = {
        all: {},
        missed: { isMissed: true },
        answered: { isMissed: false, state: { $in: ['answered', 'ended'] } } as Filter<CallDocument>,
        mine: { agentId },
      }[filter];
      const found = await calls
        .find({ ...which, ...seen(siteIds), $and: [afterCursor<CallDocument>('startedAt', cursor, true)] })
        .sort({ startedAt: -1, _id: -1 })
        .limit(limit + 1)
        .toArray();
      const page = pageOf(found, limit, last => last.startedAt);
      return { ...page, items: page.items.map(toCall) };
    },

    async ofContacts(contactIds, { siteIds, before, limit }) {
      const older = before && {
        $or: [{ startedAt: { $lt: before.at } }, { startedAt: before.at, _id: { $lt: before.id } }],
      };
      const found = await calls
        .find({ ...of(contactIds, siteIds), ...older })
        .sort({ startedAt: -1, _id: -1 })
        .limit(limit)
        .toArray();
      return found.map(toCall);
    },

    async count(contactIds, siteIds) {
      const those = of(contactIds, siteIds);
      const [count, [last]] = await Promise.all([
        calls.countDocuments(those),
        calls.find(those).sort({ startedAt: -1 }).limit(1).toArray(),
      ]);
      return { count, lastAt: last?.startedAt ?? null };
    },
  };
}

/** Calls as documents about a person. */
export function callsOfPeople({ database: { calls }, nextId }: Engine): PersonDocuments<ClientSession> {
  const empty = (call: CallRecord, session: ClientSession) =>
    calls.replaceOne({ _id: call.id }, { ...stored(emptied(call)), touch: nextId() }, { session });
  return {
    kind: 'calls',
    async read(contactIds, session) {
      const found = calls.find({ contactId: { $in: [...contactIds] } }, { session }).sort({ startedAt: 1, _id: 1 });
      return (await found.toArray()).map(each => callOf(toCall(each)));
    },
    async drop(contactIds, session) {
      const among = { $in: [...contactIds] };
      const { deletedCount } = await calls.deleteMany({ contactId: among, state: 'ended' }, { session });
      // One that goes on stays without them, so that it ends in order.
      const live = await calls.find({ contactId: among }, { session }).toArray();
      for (const each of live) await empty(toCall(each), session);
      // Where they shared a number the call stays with the others, and without it where none is left.
      const shared = { 'sharedBy.0': { $exists: true }, sharedBy: among } as Filter<CallDocument>;
      for (const found of await calls.find(shared, { session }).toArray()) {
        const call = toCall(found);
        const sharedBy = call.sharedBy.filter(each => !contactIds.includes(each));
        // Where one of them was chosen it is theirs, whoever else is gone.
        if (sharedBy.length === 0 && call.contactId === null) await empty(call, session);
        else await calls.updateOne({ _id: call.id }, { $set: { sharedBy } }, { session });
      }
      return deletedCount + live.length;
    },
  };
}
