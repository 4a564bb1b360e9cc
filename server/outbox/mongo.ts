import { writeDown } from '../features/audit/mongo.ts';
import { after, pageOf } from '../store/mongo/cursors.ts';
import { entity, type Stored, stored } from '../store/mongo/documents.ts';
import type { Engine } from '../store/mongo/engine.ts';
import { finishJob } from '../store/mongo/jobs.ts';
import { type TargetDocument, toTarget } from './mongo-document.ts';
import { type DeliveryRecord, OF_NO_SITE_MS, type OutboxStore, type TargetKey } from './store.ts';

/** Deliveries without a webhook are removed when they are so old: by then every server knows every webhook. */
const FORGOTTEN_MS = 3_600_000;

/** What waits for others is handed out one at a time among all servers, and kept until it arrived (SPEC D2, D3). */
export function createOutboxStore({ database }: Engine): OutboxStore {
  const { webhooks, deliveries, targets } = database;

  /** For whom something is due. From one to the next along the index, however much waits for each. */
  async function everyDue(at: number): Promise<TargetKey[]> {
    const kinds = await deliveries.distinct('kind');
    const idsOfKind = await Promise.all(
      kinds.map(kind => deliveries.distinct('target', { kind, isDead: false, dueAt: { $lte: at } })),
    );
    return kinds.flatMap((kind, index) => idsOfKind[index]!.map(id => ({ kind, id })));
  }

  return {
    put: (all, claim) =>
      database.transaction(async session => {
        if (claim && !(await finishJob(database, session, claim))) return false;
        const writes = all.map(stored).map(({ _id, ...rest }) => ({
          updateOne: { filter: { _id }, update: { $setOnInsert: rest }, upsert: true },
        }));
        if (writes.length > 0) await deliveries.bulkWrite(writes, { session });
        return true;
      }),

    async failingTargets() {
      return (await targets.find().sort({ _id: 1 }).toArray()).map(toTarget);
    },

    async dueTargets(at) {
      const due = await everyDue(at);
      if (due.length === 0) return [];
      const [paused, open] = await Promise.all([
        targets.find({ pausedUntil: { $gt: at } }, { projection: { _id: 1 } }).toArray(),
        webhooks.find({ isDisabled: false }, { projection: { _id: 1 } }).toArray(),
      ]);
      const resting = new Set(paused.map(each => nameOf(each._id)));
      const openWebhooks = new Set(open.map(each => each._id));
      return due.filter(each => !resting.has(nameOf(each)) && (each.kind !== 'webhook' || openWebhooks.has(each.id)));
    },

    waiting: ({ kind, id }) => deliveries.countDocuments({ kind, target: id, isDead: false }),

    async take({ target: { kind, id }, at, leaseUntil, limit }) {
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

    settle: (id, attempt, outcome) =>
      database.transaction(async session => {
        const mine = { _id: id, isDead: false, attempts: attempt };
        if (outcome.isDelivered) {
          const done = await deliveries.findOneAndDelete(mine, { session });
          if (done) await targets.deleteOne({ _id: keyOf(done) }, { session });
          return [];
        }
        const { at, problem, dueAt, pausedUntil, giveUpBefore } = outcome;
        const change = dueAt === null ? { isDead: true, problem } : { dueAt, problem };
        const failed = await deliveries.findOneAndUpdate(mine, { $set: change }, { session });
        if (!failed) return [];
        const _id = keyOf(failed);
        if (pausedUntil !== null) {
          const before = await targets.findOne({ _id }, { session });
          // Failures of what was under way together are one failure.
          const isOne = before !== null && before.pausedUntil > at;
          const next = {
            failures: (before?.failures ?? 0) + (isOne ? 0 : 1),
            failingSince: before?.failingSince ?? at,
            pausedUntil: Math.max(before?.pausedUntil ?? 0, pausedUntil),
          };
          await targets.updateOne({ _id }, { $set: next }, { session, upsert: true });
        }
        if (giveUpBefore === null) return [];
        const { kind, target } = failed;
        const late = { kind, target, isDead: false, dueAt: { $lte: at }, since: { $lt: giveUpBefore } };
        const others = await deliveries.find(late, { session }).toArray();
        const ids = others.map(each => each._id);
        await deliveries.updateMany({ _id: { $in: ids } }, { $set: { isDead: true, problem } }, { session });
        return others.map(each => ({ ...entity(each), isDead: true, problem }));
      }),

    async page({ isDead, cursor, limit }) {
      const found = await deliveries
        .find({ isDead, ...after<Stored<DeliveryRecord>>('createdAt', cursor, true) })
        .sort({ createdAt: -1, _id: -1 })
        .limit(limit + 1)
        .toArray();
      const { items, cursor: next } = pageOf(found, limit, last => last.createdAt);
      return { items: items.map((each): DeliveryRecord => entity(each)), cursor: next };
    },

    retry: (id, at, row) =>
      database.transaction(async session => {
        const changed = await deliveries.findOneAndUpdate(
          { _id: id },
          { $set: { isDead: false, attempts: 0, dueAt: at, since: at, problem: '' } },
          { session, returnDocument: 'after' },
        );
        if (!changed) return null;
        await targets.updateOne({ _id: keyOf(changed) }, { $set: { pausedUntil: 0 } }, { session });
        await writeDown(database, row, session);
        return entity(changed);
      }),

    delete: (id, row) =>
      database.transaction(async session => {
        const { deletedCount } = await deliveries.deleteOne({ _id: id }, { session });
        if (deletedCount === 1) await writeDown(database, row, session);
        return deletedCount === 1;
      }),

    async sweep(at) {
      await deliveries.deleteMany({ isDead: true, siteId: null, createdAt: { $lt: at - OF_NO_SITE_MS } });
      // Written by a server that had not heard yet that the webhook is gone.
      await deliveries.deleteMany({
        kind: 'webhook',
        target: { $nin: await webhooks.distinct('_id') },
        createdAt: { $lt: at - FORGOTTEN_MS },
      });
    },
  };
}

/** The `_id` of a delivery's target: MongoDB compares the fields of one in their order. */
function keyOf({ kind, target }: Pick<DeliveryRecord, 'kind' | 'target'>): TargetDocument['_id'] {
  return { kind, id: target };
}

/** One word for a target: another kind may have the same id. */
function nameOf({ kind, id }: TargetKey): string {
  return `${kind} ${id}`;
}
