import type { ClientSession } from 'mongodb';
import type { Callback } from '../../../protocol/callbacks.ts';
import { AppError } from '../../app-error.ts';
import { type Database, lock } from '../../store/mongo/connection.ts';
import { after, pageOf } from '../../store/mongo/cursors.ts';
import { entity, type Stored, stored } from '../../store/mongo/documents.ts';
import type { Engine } from '../../store/mongo/engine.ts';
import { ownedBy } from '../../store/mongo/ledger.ts';
import { amongSites } from '../views/mongo.ts';
import { changedCallback, earliestCallback, isAwaited, refuseTooMany } from './rules.ts';
import type { CallbackStore } from './store.ts';

/** A lock is of no use once its slot is past, or its request kept; a day longer for clocks that differ. */
const LOCK_MS = 24 * 3_600_000;

export function createCallbackStore({ database, ledger, recent }: Engine): CallbackStore {
  const { callbacks, conversations } = database;

  return {
    async find(id) {
      const found = await callbacks.findOne({ _id: id });
      return found && entity(found);
    },

    async ofConversation(conversationId) {
      const found = await callbacks.find({ conversationId }).sort({ createdAt: 1, _id: 1 }).toArray();
      return found.map(entity);
    },

    async queue({ siteIds = null, cursor, limit }) {
      const found = await callbacks
        .find({ status: 'pending', ...amongSites(siteIds), ...after<Stored<Callback>>('startAt', cursor) })
        .sort({ startAt: 1, _id: 1 })
        .limit(limit + 1)
        .toArray();
      const page = pageOf(found, limit, each => each.startAt);
      const ids = [...new Set(page.items.map(each => each.conversationId))];
      const owners = await ledger.caughtUp(await conversations.find({ _id: { $in: ids } }).toArray());
      const byId = new Map(owners.map(each => [each.id, each]));
      const items = page.items.map(each => ({ callback: entity(each), conversation: byId.get(each.conversationId)! }));
      return { ...page, items };
    },

    async slotLoad(siteId, from, to) {
      const groups = callbacks.aggregate<{ _id: number; count: number }>([
        { $match: { siteId, status: 'pending', isAsap: false, startAt: { $gte: from, $lt: to } } },
        { $group: { _id: '$startAt', count: { $sum: 1 } } },
      ]);
      return new Map((await groups.toArray()).map(each => [each._id, each.count]));
    },

    change({ callbackId, clientId, callbacksPerSlot, ...change }) {
      return database.transaction(async session => {
        const found = await callbacks.findOne({ _id: callbackId }, { session });
        if (!found) throw new AppError('CALLBACK_UNKNOWN');
        const sent = { clientId, fingerprint: ownedBy(callbackId, change.fingerprint) };
        const held = await ledger.held(found.siteId, clientId, session);
        if (held) return ledger.answered(held, sent.fingerprint, session);
        if (!isAwaited(found)) throw new AppError('CALLBACK_DONE');

        const { callback, body } = changedCallback(entity(found), change);
        const isMoved = callback.startAt !== found.startAt || callback.isAsap !== found.isAsap;
        if (isMoved && callbacksPerSlot !== undefined) await takeSlot(database, session, callback, callbacksPerSlot);
        await callbacks.replaceOne({ _id: callbackId }, stored(callback), { session });
        const callbackAt = await earliestOf(database, session, callback.conversationId);

        const before = await ledger.read(callback.conversationId, session);
        if (!before) throw new Error(`callback ${callbackId} has no conversation ${callback.conversationId}`);
        const draft = { author: change.author, body, at: change.at, sent };
        const written = await ledger.add(session, before, draft, { callbackAt, callback });
        recent.forget(before.id);
        return written;
      });
    },
  };
}

/**
 * Keeps a new callback, if its slot has room for one more, and not so many wait for the person or number already.
 * @returns `callbackAt` of its conversation from now on
 * @throws AppError CALLBACK_PENDING, SLOT_TAKEN
 */
export async function addCallback(
  { database }: Engine,
  session: ClientSession,
  callback: Callback,
  callbacksPerSlot: number,
): Promise<number | null> {
  refuseTooMany(await pendingBeside(database, session, callback), callbacksPerSlot);
  if (!callback.isAsap) await takeSlot(database, session, callback, callbacksPerSlot);
  await database.callbacks.insertOne(stored(callback), { session });
  return earliestOf(database, session, callback.conversationId);
}

/**
 * How many wait already. Others who want a call to the same number wait for the lock, and those of the same conversation
 * meet at its next entry; the site's count may be some too low for a moment.
 */
async function pendingBeside(
  database: Database,
  session: ClientSession,
  { siteId, conversationId, phone, createdAt }: Callback,
) {
  await lock(database, session, `phone ${siteId} ${phone}`, createdAt + LOCK_MS);
  const count = (filter: object) => database.callbacks.countDocuments({ ...filter, status: 'pending' }, { session });
  const ofConversation = await count({ conversationId });
  const ofPhone = await count({ siteId, phone });
  return { ofConversation, ofPhone, ofSite: await count({ siteId }) };
}

async function earliestOf(
  { callbacks }: Database,
  session: ClientSession,
  conversationId: string,
): Promise<number | null> {
  return earliestCallback((await callbacks.find({ conversationId }, { session }).toArray()).map(entity));
}

/**
 * Makes sure that one more callback fits into a slot, until the transaction ends: others who want it wait for the lock,
 * since two transactions that only count would not see each other.
 * @throws AppError SLOT_TAKEN
 */
async function takeSlot(
  database: Database,
  session: ClientSession,
  { siteId, startAt }: Pick<Callback, 'siteId' | 'startAt'>,
  callbacksPerSlot: number,
): Promise<void> {
  await lock(database, session, `slot ${siteId} ${startAt}`, startAt + LOCK_MS);
  const taken = { siteId, startAt, status: 'pending', isAsap: false } as const;
  const count = await database.callbacks.countDocuments(taken, { session });
  if (count >= callbacksPerSlot) throw new AppError('SLOT_TAKEN');
}
