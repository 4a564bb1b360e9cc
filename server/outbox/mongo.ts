import type { FlatStore } from '../store/flat.ts';
import type { Database } from '../store/mongo/connection.ts';
import { after, pageOf } from '../store/mongo/cursors.ts';
import { type DeliveryDocument, entity, stored } from '../store/mongo/documents.ts';
import type { Outbox } from '../store/mongo/leaving.ts';
import type { DeliveryRecord } from './store.ts';

type Verbs =
  | 'webhooks'
  | 'createWebhook'
  | 'updateWebhook'
  | 'deleteWebhook'
  | 'failingTargets'
  | 'dueTargets'
  | 'takeDeliveries'
  | 'settleDelivery'
  | 'deliveries'
  | 'retryDelivery'
  | 'deleteDelivery';

/** Webhooks, and what waits for them: handed out one at a time among all servers, kept until it arrived (SPEC D2, D3). */
export function createDeliveries(database: Database, outbox: Outbox): Pick<FlatStore, Verbs> {
  const { webhooks, deliveries, targets } = database;

  return {
    async webhooks() {
      return (await webhooks.find().sort({ createdAt: 1, _id: 1 }).toArray()).map(entity);
    },

    async createWebhook(webhook) {
      await webhooks.insertOne(stored(webhook));
      outbox.forget();
    },

    async updateWebhook(id, change) {
      const changed = await webhooks.findOneAndUpdate({ _id: id }, { $set: change }, { returnDocument: 'after' });
      outbox.forget();
      return changed && entity(changed);
    },

    async deleteWebhook(id) {
      const isGone = await database.transaction(async session => {
        const { deletedCount } = await webhooks.deleteOne({ _id: id }, { session });
        await targets.deleteOne({ _id: id }, { session });
        await deliveries.deleteMany({ kind: 'webhook', target: id }, { session });
        return deletedCount === 1;
      });
      outbox.forget();
      return isGone;
    },

    async failingTargets() {
      return (await targets.find().sort({ _id: 1 }).toArray()).map(entity);
    },

    async dueTargets(at) {
      const open = await webhooks
        .find({ isDisabled: false }, { projection: { _id: 1 } })
        .sort({ createdAt: 1, _id: 1 })
        .toArray();
      if (open.length === 0) return [];
      const paused = new Set(await targets.distinct('_id', { pausedUntil: { $gt: at } }));
      const ids = open.map(each => each._id).filter(id => !paused.has(id));
      const due = await Promise.all(
        ids.map(target =>
          deliveries.findOne(
            { kind: 'webhook', target, isDead: false, dueAt: { $lte: at } },
            { projection: { _id: 1 } },
          ),
        ),
      );
      return ids.filter((_, index) => due[index]).map(id => ({ kind: 'webhook' as const, id }));
    },

    async takeDeliveries({ target: { kind, id }, at, leaseUntil, limit }) {
      const found = await deliveries
        .find({ kind, target: id, isDead: false, dueAt: { $lte: at } }, { projection: { dueAt: 1, attempts: 1 } })
        .sort({ dueAt: 1, createdAt: 1, _id: 1 })
        .limit(limit)
        .toArray();
      const taken = await Promise.all(
        found.map(({ _id, dueAt, attempts }) =>
          // As it was read, or another server has it.
          deliveries.findOneAndUpdate(
            { _id, isDead: false, dueAt, attempts },
            { $set: { dueAt: leaseUntil }, $inc: { attempts: 1 } },
            { returnDocument: 'after' },
          ),
        ),
      );
      return taken.filter(each => each !== null).map(entity);
    },

    settleDelivery: (id, attempt, outcome) =>
      database.transaction(async session => {
        const mine = { _id: id, isDead: false, attempts: attempt };
        if (outcome.isDelivered) {
          const done = await deliveries.findOneAndDelete(mine, { session });
          if (done) await targets.deleteOne({ _id: done.target }, { session });
          return;
        }
        const { at, problem, dueAt, pausedUntil, giveUpBefore } = outcome;
        const change = dueAt === null ? { isDead: true, problem } : { dueAt, problem };
        const failed = await deliveries.findOneAndUpdate(mine, { $set: change }, { session });
        if (!failed) return;
        const { kind, target } = failed;
        if (pausedUntil !== null) {
          const before = await targets.findOne({ _id: target }, { session });
          // Failures of what was under way together are one failure.
          const isOne = before !== null && before.pausedUntil > at;
          const next = {
            kind,
            failures: (before?.failures ?? 0) + (isOne ? 0 : 1),
            failingSince: before?.failingSince ?? at,
            pausedUntil: Math.max(before?.pausedUntil ?? 0, pausedUntil),
          };
          await targets.updateOne({ _id: target }, { $set: next }, { session, upsert: true });
        }
        if (giveUpBefore !== null) {
          const late = { kind, target, isDead: false, dueAt: { $lte: at }, since: { $lt: giveUpBefore } };
          await deliveries.updateMany(late, { $set: { isDead: true, problem } }, { session });
        }
      }),

    async deliveries({ isDead, cursor, limit }) {
      const found = await deliveries
        .find({ isDead, ...after<DeliveryDocument>('createdAt', cursor, true) })
        .sort({ createdAt: -1, _id: -1 })
        .limit(limit + 1)
        .toArray();
      const { items, cursor: next } = pageOf(found, limit, last => last.createdAt);
      return { items: items.map((each): DeliveryRecord => entity(each)), cursor: next };
    },

    retryDelivery: (id, at) =>
      database.transaction(async session => {
        const changed = await deliveries.findOneAndUpdate(
          { _id: id },
          { $set: { isDead: false, attempts: 0, dueAt: at, since: at, problem: '' } },
          { session, returnDocument: 'after' },
        );
        if (changed) await targets.updateOne({ _id: changed.target }, { $set: { pausedUntil: 0 } }, { session });
        return changed && entity(changed);
      }),

    async deleteDelivery(id) {
      return (await deliveries.deleteOne({ _id: id })).deletedCount === 1;
    },
  };
}
