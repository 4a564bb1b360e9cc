import type { ClientSession } from 'mongodb';
import type { Callback } from '../../../protocol/callbacks.ts';
import { AppError } from '../../app-error.ts';
import { type Database, lock } from '../../store/mongo/connection.ts';
import { after, pageOf } from '../../store/mongo/cursors.ts';
import type { Engine } from '../../store/mongo/engine.ts';
import { ownedBy } from '../../store/mongo/ledger.ts';
import { amongSites } from '../views/mongo-lists.ts';
import { type CallbackDocument, callbackDocument, toCallback } from './mongo-document.ts';
import { type CallDesk, honestStart, queueRange, type WaitingCall } from './queue.ts';
import { changedCallback, earliestCallback, freePlace, isAwaited, refuseTooMany, slotTaken } from './rules.ts';
import { type Window, windowFrom, windowOf } from './slots.ts';
import type { CallbackStore } from './store.ts';

/** A lock is of no use once its request is kept; a day longer for clocks that differ. */
const LOCK_MS = 24 * 3_600_000;

export function createCallbackStore({ database, ledger, recent }: Engine): CallbackStore {
  const { callbacks, conversations } = database;

  return {
    async find(id) {
      const found = await callbacks.findOne({ _id: id });
      return found && toCallback(found);
    },

    async ofConversation(conversationId) {
      const found = await callbacks.find({ conversationId }).sort({ createdAt: 1, _id: 1 }).toArray();
      return found.map(toCallback);
    },

    async queue({ siteIds = null, cursor, limit }) {
      const found = await callbacks
        .find({ status: 'pending', ...amongSites(siteIds), ...after<CallbackDocument>('startAt', cursor) })
        .sort({ startAt: 1, _id: 1 })
        .limit(limit + 1)
        .toArray();
      const page = pageOf(found, limit, each => each.startAt);
      const ids = [...new Set(page.items.map(each => each.conversationId))];
      const owners = await ledger.caughtUp(await conversations.find({ _id: { $in: ids } }).toArray());
      const byId = new Map(owners.map(each => [each.id, each]));
      const items = page.items.map(each => ({
        callback: toCallback(each),
        conversation: byId.get(each.conversationId)!,
      }));
      return { ...page, items };
    },

    async slotLoad(siteId, from, to) {
      const groups = callbacks.aggregate<{ _id: number; count: number }>([
        { $match: { siteId, status: 'pending', isAsap: false, startAt: { $gte: from, $lt: to } } },
        { $group: { _id: '$startAt', count: { $sum: 1 } } },
      ]);
      return new Map((await groups.toArray()).map(each => [each._id, each.count]));
    },

    waiting: (siteId, from, to) => waitingCalls(database, siteId, { from, to }),

    async pendingTo(siteId, phone) {
      const those = { siteId, phone, status: 'pending' as const };
      const [found] = await callbacks.find(those).sort({ startAt: 1, _id: 1 }).limit(1).toArray();
      return found ? toCallback(found) : null;
    },

    change({ callbackId, clientId, callbacksPerSlot, orElse = [], ...change }) {
      return database.transaction(async session => {
        const found = await callbacks.findOne({ _id: callbackId }, { session });
        if (!found) throw new AppError('CALLBACK_UNKNOWN');
        const sent = { clientId, fingerprint: ownedBy(callbackId, change.fingerprint) };
        const held = await ledger.held(found.siteId, clientId, session);
        if (held) return ledger.answered(held, sent.fingerprint, session);
        if (!isAwaited(found)) throw new AppError('CALLBACK_DONE');

        const { window } = change;
        const wanted = { siteId: found.siteId, windows: window ? [window, ...orElse] : [], butFor: callbackId };
        const got = window && (await findPlace(database, session, wanted, callbacksPerSlot));
        const { callback, body } = changedCallback(toCallback(found), got ? { ...change, window: got.window } : change);
        const kept = callback.startAt === found.startAt ? (found.place ?? null) : null;
        const place = callback.status === 'pending' ? (got?.place ?? kept) : null;
        await callbacks.replaceOne({ _id: callbackId }, callbackDocument(callback, place), { session });
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
 * Keeps a new callback, if its slot has room for one more, or else one of the windows beside it, and not so many wait for
 * the person or number already.
 * @returns the callback as it is kept, and `callbackAt` of its conversation from now on
 * @throws AppError CALLBACK_PENDING, SLOT_TAKEN
 */
export async function addCallback(
  { database }: Engine,
  session: ClientSession,
  asked: Callback,
  {
    callbacksPerSlot,
    orElse = [],
    desk,
  }: { callbacksPerSlot: number; orElse?: readonly Window[] | undefined; desk?: CallDesk | null | undefined },
): Promise<{ callback: Callback; callbackAt: number | null }> {
  refuseTooMany(await pendingBeside(database, session, asked), callbacksPerSlot);
  const wanted = { siteId: asked.siteId, windows: [windowOf(asked), ...orElse], butFor: asked.id };
  const got = asked.isAsap ? null : await findPlace(database, session, wanted, callbacksPerSlot);
  const soon = asked.isAsap && desk ? await soonWindow(database, session, asked, desk) : null;
  const callback = { ...asked, ...got?.window, ...soon };
  const place = callback.status === 'pending' && got ? got.place : null;
  await database.callbacks.insertOne(callbackDocument(callback, place), { session });
  return { callback, callbackAt: await earliestOf(database, session, callback.conversationId) };
}

/** When "as soon as possible" can be kept. Others who want the same wait for the lock, and count this one then. */
async function soonWindow(
  database: Database,
  session: ClientSession,
  { siteId, createdAt }: Callback,
  desk: CallDesk,
): Promise<Window> {
  await lock(database, session, `calls of ${siteId}`, createdAt + LOCK_MS);
  return windowFrom(honestStart(desk, await waitingCalls(database, siteId, queueRange(desk), session)));
}

async function waitingCalls(
  { callbacks }: Database,
  siteId: string,
  { from, to }: { from: number; to: number },
  session?: ClientSession,
): Promise<WaitingCall[]> {
  const found = await callbacks
    .find({ siteId, status: 'pending', startAt: { $gte: from, $lt: to } }, { session })
    .sort({ startAt: 1, _id: 1 })
    .project<Omit<WaitingCall, 'ringing'> & Partial<WaitingCall>>({ _id: 0, startAt: 1, isAsap: 1, ringing: 1 })
    .toArray();
  return found.map(each => ({ ...each, ringing: each.ringing ?? null }));
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
  return { ofConversation, ofPhone, asap: await count({ siteId, isAsap: true }) };
}

async function earliestOf(
  { callbacks }: Database,
  session: ClientSession,
  conversationId: string,
): Promise<number | null> {
  return earliestCallback((await callbacks.find({ conversationId }, { session }).toArray()).map(toCallback));
}

/**
 * The first of some windows that has room, and the place there. Of two who found the same place free at once, the unique
 * index refuses one, and its transaction looks anew.
 * @throws AppError SLOT_TAKEN
 */
async function findPlace(
  { callbacks }: Database,
  session: ClientSession,
  { siteId, windows, butFor }: { siteId: string; windows: readonly Window[]; butFor: string },
  perSlot: number | undefined,
): Promise<{ window: Window; place: number }> {
  const starts = windows.map(each => each.startAt);
  const span = { $gte: Math.min(...starts), $lte: Math.max(...starts) };
  const others = await callbacks
    .find(
      { siteId, startAt: span, status: 'pending', isAsap: false, _id: { $ne: butFor } },
      { session, projection: { startAt: 1, place: 1 } },
    )
    .toArray();
  const atStart = Map.groupBy(others, each => each.startAt);
  for (const window of windows) {
    const taken = (atStart.get(window.startAt) ?? []).map(each => each.place ?? null);
    const place = freePlace(taken, perSlot);
    if (place !== null) return { window, place };
  }
  throw slotTaken();
}
