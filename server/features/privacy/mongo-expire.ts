import type { ClientSession } from 'mongodb';
import type { RetentionKind } from '../../../protocol/privacy.ts';
import type { Engine } from '../../store/mongo/engine.ts';
import { forgetPeople, touchPeople } from '../../store/mongo/people-due.ts';
import { EMPTIED } from '../calls/rules.ts';
import { toContact } from '../contacts/mongo-document.ts';
import { isPasserBy } from '../contacts/rules.ts';
import type { VisitorDocument } from '../visitors/mongo-document.ts';
import { removeConversations } from './mongo-removals.ts';
import { type PersonDocuments, withDocuments } from './person-rows.ts';
import type { Expired } from './store.ts';

/** Visitors forgotten in one transaction. */
const FORGOTTEN = 200;

type Expire = (siteId: string, before: number, limit: number) => Promise<Expired>;

/** The part of an address that names no person. */
function headOf(field: string) {
  const beforeMark = (mark: string, text: unknown) => ({ $arrayElemAt: [{ $split: [text, mark] }, 0] });
  return beforeMark('#', beforeMark('?', field));
}

/** What is too old, by kind. Each conversation, callback and person goes whole. */
export function createExpiries(
  engine: Engine,
  others: readonly PersonDocuments<ClientSession>[],
): Record<RetentionKind, Expire> & { cutTrails(siteId: string): Promise<number> } {
  const { database, recent, nextId } = engine;
  const { visitors, contacts, conversations, bookings, waits, callbacks, calls, entries, texts, deliveries } = database;
  const only = (count: number): Expired => ({ count, conversationIds: [], moved: [] });

  /** @returns null when somebody opened it meanwhile */
  function removeOver(id: string, status: 'closed' | 'held', before: number): Promise<Expired['moved'] | null> {
    return database.transaction(async session => {
      const isOver = { _id: id, status, updatedAt: { $lt: before }, callbackAt: null };
      const found = await conversations.findOne(isOver, { session });
      if (!found) return null;
      const contactId = found.contact.id;
      const openers = await visitors
        .find({ contactId, conversationId: id }, { session, projection: { _id: 1 } })
        .toArray();
      await removeConversations(engine, session, [id]);
      await touchPeople(database, session, [contactId]);
      const [newest] = await conversations
        .find({ 'contact.id': contactId }, { session, projection: { _id: 1 } })
        .sort({ updatedAt: -1, _id: -1 })
        .limit(1)
        .toArray();
      const conversationId = newest?._id ?? null;
      const theirs = { _id: { $in: openers.map(each => each._id) } };
      await visitors.updateMany(theirs, { $set: { conversationId, touch: nextId() } }, { session });
      return openers.map(each => ({ visitorId: each._id, conversationId }));
    });
  }

  function emptyCallback(callbackId: string): Promise<void> {
    return database.transaction(async session => {
      const emptied = { phone: '', name: '', topic: '' };
      const found = await callbacks.findOneAndUpdate(
        { _id: callbackId, status: { $nin: ['pending', 'held'] } },
        { $set: { ...emptied, 'attempts.$[].note': '' } },
        { session },
      );
      if (!found) return;
      const { conversationId, seq } = found;
      const entry = await entries.findOneAndUpdate(
        { conversationId, seq },
        { $set: { 'body.phone': '', 'body.name': '', 'body.topic': '' } },
        { session, projection: { _id: 1 } },
      );
      if (entry) await texts.deleteOne({ _id: entry._id }, { session });
      await conversations.updateOne(
        { _id: conversationId, 'preview.kind': 'callback' },
        { $set: { 'preview.text': '', touch: nextId() } },
        { session },
      );
      recent.forget(conversationId);
    });
  }

  /** Forgets some who never spoke. @returns how many, and where to go on; null: that was all */
  function forgetSilent(siteId: string, before: number, after: { seenAt: number; id: string }) {
    return database.transaction(async session => {
      const found = await visitors
        .find(
          {
            siteId,
            conversationId: { $type: 'null' },
            seenAt: { $gte: after.seenAt, $lt: before },
            $or: [{ seenAt: { $gt: after.seenAt } }, { _id: { $gt: after.id } }],
          },
          { session, projection: { contactId: 1, seenAt: 1 } },
        )
        .sort({ seenAt: 1, _id: 1 })
        .limit(FORGOTTEN)
        .toArray();
      // Who signed out of one identity and into another has no conversation any more, and did speak.
      const spoke = new Set(
        await conversations.distinct('visitorId', { visitorId: { $in: found.map(each => each._id) } }, { session }),
      );
      const silent = found.filter(each => !spoke.has(each._id));
      await visitors.deleteMany({ _id: { $in: silent.map(each => each._id) } }, { session });
      const contactIds = silent.map(each => each.contactId);
      const kept = [
        ...(await visitors.distinct('contactId', { contactId: { $in: contactIds } }, { session })),
        ...(await conversations.distinct('contact.id', { 'contact.id': { $in: contactIds } }, { session })),
      ];
      // Who is part of a card, or of whom the desk or any room keeps something, is no passer-by.
      const alone = contacts.find({ _id: { $in: contactIds, $nin: kept }, card: null }, { session });
      const plain = (await alone.toArray()).map(toContact).filter(isPasserBy);
      const plainIds = plain.map(each => each.id);
      const known = await withDocuments(others, plainIds, session);
      const gone = plainIds.filter(id => !known.has(id));
      for (const each of others) await each.drop(gone, session);
      await contacts.deleteMany({ _id: { $in: gone } }, { session });
      await forgetPeople(database, session, gone);
      const last = found.at(-1);
      const next = last && found.length === FORGOTTEN ? { seenAt: last.seenAt, id: last._id } : null;
      return { count: silent.length, next };
    });
  }

  /** Takes conversations away with all that was said in them. */
  function conversationsThatAre(status: 'closed' | 'held'): Expire {
    return async (siteId, before, limit) => {
      const booked = await bookings.distinct('conversationId', { siteId, isLive: true, startAt: { $gt: before } });
      const waiting = await waits.distinct('conversationId', { siteId, isLive: true, to: { $gt: before } });
      const kept = [...booked.filter(id => id !== null), ...waiting];
      const old = { _id: { $nin: kept }, siteId, status, updatedAt: { $lt: before }, callbackAt: null };
      const found = await conversations
        .find(old, { projection: { _id: 1 } })
        .sort({ updatedAt: 1, _id: 1 })
        .limit(limit)
        .toArray();
      const expired = only(found.length);
      for (const { _id } of found) {
        const moved = await removeOver(_id, status, before);
        if (!moved) continue;
        expired.conversationIds.push(_id);
        expired.moved.push(...moved);
      }
      if (found.length > 0) recent.changed();
      return expired;
    };
  }

  return {
    conversations: conversationsThatAre('closed'),

    held: conversationsThatAre('held'),

    async callbacks(siteId, before, limit) {
      const found = await callbacks
        .find(
          { siteId, status: { $nin: ['pending', 'held'] }, phone: { $gt: '' }, endAt: { $lt: before } },
          { projection: { _id: 1 } },
        )
        .limit(limit)
        .toArray();
      for (const { _id } of found) await emptyCallback(_id);
      const whose = [{ number: { $gt: '' } }, { contactId: { $gt: '' } }];
      const emptied = await calls.updateMany(
        { siteId, endedAt: { $gte: 0, $lt: before }, $or: whose },
        { $set: EMPTIED },
      );
      return only(found.length + emptied.modifiedCount);
    },

    // MongoDB goes through these document by document; one that is broken off leaves the rest for the next.
    async trails(siteId, before) {
      const filled = [{ userAgent: { $gt: '' } }, { referrer: { $gt: '' } }, { 'trail.0': { $exists: true } }];
      const emptied = { $set: { trail: [], userAgent: '', referrer: '' } };
      return only((await visitors.updateMany({ siteId, seenAt: { $lt: before }, $or: filled }, emptied)).modifiedCount);
    },

    async contacts(siteId, before, limit) {
      let count = 0;
      let after: { seenAt: number; id: string } | null = { seenAt: -Infinity, id: '' };
      while (after && count < limit) {
        const some: Awaited<ReturnType<typeof forgetSilent>> = await forgetSilent(siteId, before, after);
        count += some.count;
        after = some.next;
      }
      return only(count);
    },

    async deliveries(siteId, before) {
      return only((await deliveries.deleteMany({ isDead: true, siteId, createdAt: { $lt: before } })).deletedCount);
    },

    async cutTrails(siteId) {
      const isLong: { $or: object[] } = { $or: [{ referrer: /[?#]/ }, { 'trail.url': /[?#]/ }] };
      const cut = { $mergeObjects: ['$$each', { url: headOf('$$each.url') }] };
      const trail = { $map: { input: '$trail', as: 'each', in: cut } };
      const filter = { siteId, ...isLong } as Partial<VisitorDocument>;
      return (await visitors.updateMany(filter, [{ $set: { referrer: headOf('$referrer'), trail } }])).modifiedCount;
    },
  };
}
