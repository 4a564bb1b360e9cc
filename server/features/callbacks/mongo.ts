import type { ClientSession } from 'mongodb';
import { AppError } from '../../app-error.ts';
import type { FlatStore } from '../../store/flat.ts';
import { type Database, lock } from '../../store/mongo/connection.ts';
import { after, pageOf } from '../../store/mongo/cursors.ts';
import { type CallbackDocument, entity, stored } from '../../store/mongo/documents.ts';
import { type Ledger, ownedBy } from '../../store/mongo/ledger.ts';
import type { Totals } from '../../store/mongo/recent.ts';
import { changedCallback, earliestCallback } from './rules.ts';

/** A slot's lock is of no use once the slot is past; kept a day longer for clocks that differ. */
const LOCK_MS = 24 * 3_600_000;

type Verbs = 'callback' | 'callbacksOf' | 'callbackQueue' | 'slotLoad' | 'changeCallback';

export function createCallbacks(database: Database, ledger: Ledger, totals: Totals): Pick<FlatStore, Verbs> {
  const { callbacks, conversations } = database;

  return {
    async callback(id) {
      const found = await callbacks.findOne({ _id: id });
      return found && entity(found);
    },

    async callbacksOf(conversationId) {
      const found = await callbacks.find({ conversationId }).sort({ createdAt: 1, _id: 1 }).toArray();
      return found.map(entity);
    },

    async callbackQueue({ cursor, limit }) {
      const found = await callbacks
        .find({ status: 'pending', ...after<CallbackDocument>('startAt', cursor) })
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

    changeCallback({ callbackId, clientId, callbacksPerSlot, ...change }) {
      return database.transaction(async session => {
        const found = await callbacks.findOne({ _id: callbackId }, { session });
        if (!found) throw new AppError('CALLBACK_UNKNOWN');
        const sent = { clientId, fingerprint: ownedBy(callbackId, change.fingerprint) };
        const held = await ledger.held(found.siteId, clientId, session);
        if (held) return ledger.answered(held, sent.fingerprint, session);
        if (found.status !== 'pending') throw new AppError('CALLBACK_DONE');

        const { callback, body } = changedCallback(entity(found), change);
        const isMoved = callback.startAt !== found.startAt || callback.isAsap !== found.isAsap;
        if (isMoved && callbacksPerSlot !== undefined) await takeSlot(database, session, callback, callbacksPerSlot);
        await callbacks.replaceOne({ _id: callbackId }, stored(callback), { session });
        const all = await callbacks.find({ conversationId: callback.conversationId }, { session }).toArray();

        const before = await ledger.read(callback.conversationId, session);
        if (!before) throw new Error(`callback ${callbackId} has no conversation ${callback.conversationId}`);
        const draft = { author: change.author, body, at: change.at, sent };
        const callbackAt = earliestCallback(all.map(entity));
        const written = await ledger.add(session, before, draft, { callbackAt, callback });
        totals.forget(before.id);
        return written;
      });
    },
  };
}

/**
 * Makes sure that one more callback fits into a slot, until the transaction ends: others who want it wait for the lock,
 * since two transactions that only count would not see each other.
 * @throws AppError SLOT_TAKEN
 */
export async function takeSlot(
  database: Database,
  session: ClientSession,
  { siteId, startAt }: { siteId: string; startAt: number },
  callbacksPerSlot: number,
): Promise<void> {
  await lock(database, session, `slot ${siteId} ${startAt}`, startAt + LOCK_MS);
  const taken = { siteId, startAt, status: 'pending', isAsap: false } as const;
  if ((await database.callbacks.countDocuments(taken, { session })) >= callbacksPerSlot)
    throw new AppError('SLOT_TAKEN');
}
