import type { ClientSession, Document, Filter } from 'mongodb';
import { LIST_NAMES, type ListName, type ListOutcome } from '../../../protocol/list-names.ts';
import type { ListCall, ListEntry } from '../../../protocol/lists.ts';
import { AppError } from '../../app-error.ts';
import { entity, type Stored, stored } from '../../store/mongo/documents.ts';
import type { Engine } from '../../store/mongo/engine.ts';
import { keptContacts } from '../../store/mongo/kept-contacts.ts';
import { touchPeople } from '../../store/mongo/people-due.ts';
import { OF_ONE, seenRows } from '../../store/mongo/seen-rows.ts';
import { toContact } from '../contacts/mongo-document.ts';
import { treeOf } from '../contacts/mongo-people.ts';
import type { PersonDocuments } from '../privacy/person-rows.ts';
import { called, isCardOf, lookedAt, newestFirst, seenSigns } from './rules.ts';
import type { ListStore } from './store.ts';

type EntryDocument = Stored<ListEntry>;

/** Still to be rung, as the index of them says it: `null` alone would also mean a field that is not there. */
const OPEN = { endedAt: { $type: 'null' as const } };

/** Whoever was joined to another is rung as that one. */
const ROOTS = [
  { $lookup: { from: 'contacts', localField: 'contactId', foreignField: '_id', as: 'own' } },
  { $set: { root: { $ifNull: [{ $first: '$own.card.id' }, '$contactId'] } } },
  { $match: { $expr: { $eq: ['$root', '$contactId'] } } },
];

/** Entries of which a sign may be seen: one of these sites, or one of none. */
function mayHaveSign(siteIds: readonly string[] | null): Filter<EntryDocument> {
  return siteIds === null ? {} : { 'why.siteId': { $in: [...siteIds, null] } };
}

/** Browsers of one person that are looked at. */
const MOST_BROWSERS = 20;

/** See `ListStore`. */
export function createListStore({ database }: Engine): ListStore {
  const { listEntries, listCalls, listHolds, contacts, conversations, ratings, visitors } = database;

  /** Entries with a sign that is seen, as `seenSigns` says it. */
  const withSign = (siteIds: readonly string[] | null) =>
    seenRows(siteIds, { ...OF_ONE, path: 'why.siteId', sites: '$why.siteId' });
  const counted = async (where: Filter<EntryDocument>, siteIds: readonly string[] | null, more: Document[] = []) => {
    const stages = [{ $match: where }, ...withSign(siteIds), ...more, { $count: 'count' }];
    const [found] = await listEntries.aggregate<{ count: number }>(stages).toArray();
    return found?.count ?? 0;
  };

  async function find(session: ClientSession, id: string): Promise<ListEntry | null> {
    const found = await listEntries.findOne({ _id: id }, { session });
    return found && entity(found);
  }

  async function put(session: ClientSession, entry: ListEntry): Promise<void> {
    const document = stored(entry);
    await listEntries.replaceOne({ _id: entry.id }, document, { session, upsert: true });
  }

  /** The first whose contact was joined to no other, since whoever was is rung as that one, and of whom a sign is seen. */
  async function givable(
    session: ClientSession,
    due: AsyncIterable<EntryDocument> | EntryDocument[],
    siteIds: readonly string[] | null,
    count: number,
  ): Promise<EntryDocument[]> {
    const found: EntryDocument[] = [];
    for await (const each of due) {
      const { contactId, why } = each;
      const ofCard = { $or: [{ _id: contactId }, { 'card.id': contactId }] };
      const card = await contacts.find(ofCard, { session, projection: { card: 1, siteId: 1 } }).toArray();
      const isJoined = card.some(one => one._id === contactId && one.card && one.card.id !== contactId);
      const cardSites = card.flatMap(one => one.siteId ?? []);
      if (!isJoined && seenSigns(why, siteIds, cardSites).length > 0) found.push(each);
      if (found.length === count) break;
    }
    return found;
  }

  return {
    async facts({ contactIds, since, limit }) {
      const ids = [...contactIds];
      const browsers = await visitors
        .find({ contactId: { $in: ids }, seenAt: { $gte: since } }, { projection: { trail: 1, siteId: 1 } })
        .sort({ seenAt: -1 })
        .limit(MOST_BROWSERS)
        .toArray();
      const talks = await conversations.find({ 'contact.id': { $in: ids } }, { projection: { _id: 1 } }).toArray();
      const rated = await ratings
        .find({ conversationId: { $in: talks.map(each => each._id) }, createdAt: { $gte: since } })
        .sort({ createdAt: -1 })
        .limit(limit)
        .toArray();
      return {
        trail: newestFirst(
          browsers.flatMap(({ trail, siteId }) => trail.map(each => ({ ...each, siteId }))),
          since,
        ),
        ratings: rated.map(({ createdAt: at, score, word, siteId }) => ({ at, score, word, siteId })),
      };
    },

    async walk(after, limit) {
      const found = await contacts
        .find({ _id: { $gt: after } }, { projection: { _id: 1 } })
        .sort({ _id: 1 })
        .limit(limit)
        .toArray();
      return found.map(each => each._id);
    },

    keep: ({ contactIds, found, newIds, at }) =>
      database.transaction(async session => {
        const [rootId = ''] = contactIds;
        const root = await contacts.findOne({ _id: rootId }, { session });
        if (!root || !isCardOf(await treeOf(database, toContact(root), session), contactIds)) return null;
        const there = await listEntries.find({ contactId: { $in: [...contactIds] } }, { session }).toArray();
        const known = new Map(there.map(each => [`${each.contactId} ${each.list}`, entity(each)]));
        const changes = contactIds.flatMap(contactId =>
          LIST_NAMES.flatMap(list => {
            const before = known.get(`${contactId} ${list}`) ?? null;
            const reason = contactId === rootId ? found[list] : null;
            const after = lookedAt(before, reason, { id: newIds[list], list, contactId }, at);
            return after === undefined ? [] : [{ before, after }];
          }),
        );
        // Most looks change nothing, and write nothing.
        if (changes.length === 0) return false;
        // All of the card: who is joined to it or parted from it in this moment, or erased, meets one of them.
        await keptContacts(database, session, contactIds);
        for (const { before, after } of changes) {
          if (after) await put(session, after);
          else await listEntries.deleteOne({ _id: before!.id }, { session });
        }
        return true;
      }),

    take: ({ list, agentId, siteIds, at, until, coupons }) =>
      database.transaction(async session => {
        const held = await listHolds.find({ until: { $gt: at } }, { session }).toArray();
        const isDue: Filter<EntryDocument> = { list, ...OPEN, dueAt: { $lte: at } };
        const mine = held.filter(each => each.agentId === agentId).map(each => each._id);
        const theirs = await listEntries.find({ ...isDue, contactId: { $in: mine } }, { session }).toArray();
        const [own] = await givable(session, theirs, null, 1);
        const due = listEntries
          .find({ ...isDue, ...mayHaveSign(siteIds), contactId: { $nin: held.map(each => each._id) } }, { session })
          .sort({ since: -1, _id: 1 });
        const [first, second] = await givable(session, due, siteIds, 2);
        const [chosen, next] = own ? [own, first] : [first, second];
        // Whoever had somebody of another list has gone on to this one.
        await listHolds.deleteMany({ agentId, _id: { $ne: chosen?.contactId ?? '' } }, { session });
        if (!chosen) return null;
        const before = entity(chosen);
        // Of two at once one meets the other here, and looks anew.
        await listHolds.updateOne({ _id: before.contactId }, { $set: { agentId, until } }, { session, upsert: true });
        const isGood = before.coupon && (before.coupon.until > at || before.coupon.usedAt !== null);
        const coupon = isGood ? before.coupon : await freeCoupon();
        const entry = { ...before, coupon };
        if (coupon !== before.coupon) await listEntries.updateOne({ _id: entry.id }, { $set: { coupon } }, { session });
        return { entry, next: next?.contactId ?? null };

        async function freeCoupon() {
          const codes = coupons.map(each => each.code);
          const taken = await listEntries
            .find({ 'coupon.code': { $in: codes } }, { session, projection: { coupon: 1 } })
            .toArray();
          const made = await database.coupons.find({ _id: { $in: codes } }, { session }).toArray();
          const isTaken = (code: string) =>
            taken.some(each => each.coupon?.code === code) || made.some(each => each._id === code);
          return coupons.find(({ code }) => !isTaken(code)) ?? null;
        }
      }),

    async find(id) {
      const found = await listEntries.findOne({ _id: id });
      return found && entity(found);
    },

    async hold({ entryId, agentId, until, at }) {
      const { contactId: id } = (await listEntries.findOne({ _id: entryId }, { projection: { contactId: 1 } })) ?? {};
      if (id === undefined) return false;
      const renewed = await listHolds.updateOne({ _id: id, agentId, until: { $gt: at } }, { $set: { until } });
      return renewed.matchedCount === 1;
    },

    release: ({ entryId, agentId, dueAt }) =>
      database.transaction(async session => {
        const entry = await find(session, entryId);
        const freed = entry && (await listHolds.deleteOne({ _id: entry.contactId, agentId }, { session }));
        if (!freed?.deletedCount || dueAt === undefined) return;
        await listEntries.updateOne({ _id: entryId, endedAt: null }, { $set: { dueAt } }, { session });
      }),

    settle: ({ entryId, said, at }) =>
      database.transaction(async session => {
        const entry = await find(session, entryId);
        if (!entry) throw new AppError('NOT_FOUND');
        const known = await listCalls.findOne({ _id: said.id }, { session });
        if (known?.entryId === entryId) return { entry, call: entity(known), isRepeat: true };
        const hold = await listHolds.findOne({ _id: entry.contactId, until: { $gt: at } }, { session });
        const isOver = entry.endedAt !== null || entry.dueAt > at;
        if (known || isOver || (hold && hold.agentId !== said.agent.id)) throw new AppError('ALREADY_CLAIMED');
        const after = called(entry, said, at);
        await put(session, after.entry);
        await listCalls.insertOne(stored(after.call), { session });
        // Written, and not only taken away where it is: whoever takes them in this moment meets it, and looks anew.
        const over = { $set: { agentId: said.agent.id, until: at } };
        await listHolds.updateOne({ _id: entry.contactId }, over, { session, upsert: true });
        await touchPeople(database, session, [entry.contactId]);
        return { ...after, isRepeat: false };
      }),

    async counts({ siteIds, at, since }) {
      const counts = LIST_NAMES.map(async list => ({
        list,
        left: await counted({ list, ...OPEN, dueAt: { $lte: at } }, siteIds, ROOTS),
        done: await counted({ list, lastCallAt: { $gte: since } }, siteIds),
      }));
      return Promise.all(counts);
    },

    async outcomes({ siteIds, since }) {
      const groups = listCalls.aggregate<{ _id: { list: ListName; outcome: ListOutcome }; count: number }>([
        { $match: { at: { $gte: since } } },
        ...seenRows(siteIds),
        { $group: { _id: { list: '$list', outcome: '$outcome' }, count: { $sum: 1 } } },
        { $sort: { '_id.list': 1, '_id.outcome': 1 } },
      ]);
      return (await groups.toArray()).map(({ _id, count }) => ({ ..._id, count }));
    },

    async calls({ contactIds, siteIds, before, limit }) {
      const asked: Filter<Stored<ListCall>> = {
        // Of a card that is seen.
        ...(siteIds !== null && { siteId: { $in: [...siteIds, null] } }),
        contactId: { $in: [...contactIds] },
        ...(before && { at: { $lte: before.at }, $or: [{ at: { $lt: before.at } }, { _id: { $lt: before.id } }] }),
      };
      return (await listCalls.find(asked).sort({ at: -1, _id: -1 }).limit(limit).toArray()).map(entity);
    },

    async withCoupons(codes) {
      const found = listEntries.find({ 'coupon.code': { $in: [...codes] } }).sort({ _id: 1 });
      return (await found.toArray()).map(entity);
    },

    async sweep(at) {
      await listHolds.deleteMany({ until: { $lte: at } });
    },
  };
}

/** Who rings somebody goes with why they were to be rung. */
export function entriesOfPeople({ database: { listEntries, listHolds } }: Engine): PersonDocuments<ClientSession> {
  return {
    kind: 'listEntries',
    async read(contactIds, session) {
      const held = listEntries
        .find({ contactId: { $in: [...contactIds] } }, { session })
        .sort({ createdAt: 1, _id: 1 });
      return (await held.toArray()).map(entity);
    },
    async drop(contactIds, session) {
      await listHolds.deleteMany({ _id: { $in: [...contactIds] } }, { session });
      return (await listEntries.deleteMany({ contactId: { $in: [...contactIds] } }, { session })).deletedCount;
    },
  };
}

export function listCallsOfPeople({ database: { listCalls } }: Engine): PersonDocuments<ClientSession> {
  return {
    kind: 'listCalls',
    async read(contactIds, session) {
      const held = listCalls.find({ contactId: { $in: [...contactIds] } }, { session }).sort({ at: 1, _id: 1 });
      return (await held.toArray()).map(entity);
    },
    async drop(contactIds, session) {
      return (await listCalls.deleteMany({ contactId: { $in: [...contactIds] } }, { session })).deletedCount;
    },
  };
}
