import { entity, stored } from '../../store/mongo/documents.ts';
import type { Engine } from '../../store/mongo/engine.ts';
import { writeDown } from '../audit/mongo.ts';
import type { WebhookStore } from './store.ts';

/** Each change makes this server forget the webhooks it knows; the others read them anew within two seconds. */
export function createWebhookStore({ database, leaving }: Engine): WebhookStore {
  const { webhooks, deliveries, targets } = database;

  return {
    async all() {
      return (await webhooks.find().sort({ createdAt: 1, _id: 1 }).toArray()).map(entity);
    },

    async create(webhook, row) {
      await database.transaction(async session => {
        await webhooks.insertOne(stored(webhook), { session });
        await writeDown(database, row, session);
      });
      leaving.forget();
    },

    async update(id, change, row) {
      const changed = await database.transaction(async session => {
        const options = { session, returnDocument: 'after' } as const;
        const found = await webhooks.findOneAndUpdate({ _id: id }, { $set: change }, options);
        if (found) await writeDown(database, row, session);
        return found;
      });
      leaving.forget();
      return changed && entity(changed);
    },

    async delete(id, row) {
      const isGone = await database.transaction(async session => {
        const { deletedCount } = await webhooks.deleteOne({ _id: id }, { session });
        await targets.deleteOne({ _id: { kind: 'webhook', id } }, { session });
        await deliveries.deleteMany({ kind: 'webhook', target: id }, { session });
        if (deletedCount === 1) await writeDown(database, row, session);
        return deletedCount === 1;
      });
      leaving.forget();
      return isGone;
    },
  };
}
