import { DEAD_KEPT_MS } from '../../features/webhooks/rules.ts';
import type { FlatStore } from '../flat.ts';
import type { Database } from './connection.ts';

/** Visitors forgotten in one transaction. */
const BATCH = 200;
/** Deliveries without a webhook are removed when they are so old: by then every server knows every webhook. */
const FORGOTTEN_MS = 3_600_000;

/** Takes away what ran out, so that nothing grows without a bound. */
export function createSweep(database: Database): Pick<
  FlatStore,
  'sweepSessions' | 'sweepInvites' | 'sweepVisitors' | 'sweepDeliveries'
> & {
  sweepLocks(at: number): Promise<void>;
} {
  const { sessions, invites, locks, visitors, contacts, conversations, deliveries, webhooks } = database;

  /** @returns where to go on; null: that was all */
  function forgetSilent(before: number, after: { seenAt: number; id: string }) {
    return database.transaction(async session => {
      const found = await visitors
        .find(
          {
            conversationId: { $type: 'null' },
            seenAt: { $gte: after.seenAt, $lt: before },
            $or: [{ seenAt: { $gt: after.seenAt } }, { _id: { $gt: after.id } }],
          },
          { session, projection: { contactId: 1, seenAt: 1 } },
        )
        .sort({ seenAt: 1, _id: 1 })
        .limit(BATCH)
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
      await contacts.deleteMany({ _id: { $in: contactIds, $nin: kept } }, { session });
      const last = found.at(-1);
      return last && found.length === BATCH ? { seenAt: last.seenAt, id: last._id } : null;
    });
  }

  return {
    async sweepSessions(at) {
      await sessions.deleteMany({ expiresAt: { $lte: at } });
    },
    async sweepInvites(at) {
      await invites.deleteMany({ expiresAt: { $lte: at } });
    },
    async sweepLocks(at) {
      await locks.deleteMany({ expiresAt: { $lte: at } });
    },
    async sweepDeliveries(at) {
      await deliveries.deleteMany({ isDead: true, createdAt: { $lt: at - DEAD_KEPT_MS } });
      // Written by a server that had not heard yet that the webhook is gone.
      await deliveries.deleteMany({
        kind: 'webhook',
        target: { $nin: await webhooks.distinct('_id') },
        createdAt: { $lt: at - FORGOTTEN_MS },
      });
    },
    async sweepVisitors(seenBefore) {
      let next: Awaited<ReturnType<typeof forgetSilent>> = { seenAt: 0, id: '' };
      while (next) next = await forgetSilent(seenBefore, next);
    },
  };
}
