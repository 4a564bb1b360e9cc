import { MAX_KEYS } from '../../../protocol/keys.ts';
import { AppError } from '../../app-error.ts';
import { lock } from '../../store/mongo/connection.ts';
import { entity, stored } from '../../store/mongo/documents.ts';
import type { Engine } from '../../store/mongo/engine.ts';
import { writeDown } from '../audit/mongo.ts';
import type { KeyStore } from './store.ts';

/** See `KeyStore`. */
export function createKeyStore({ database }: Engine): KeyStore {
  const { integrationKeys } = database;

  return {
    async all() {
      return (await integrationKeys.find().sort({ createdAt: 1, _id: 1 }).toArray()).map(entity);
    },

    async byToken(tokenHash) {
      const found = await integrationKeys.findOne({ tokenHash });
      return found && entity(found);
    },

    create: (key, row) =>
      database.transaction(async session => {
        await lock(database, session, 'integration keys', null);
        if ((await integrationKeys.countDocuments({}, { session })) >= MAX_KEYS) throw new AppError('KEYS_FULL');
        await integrationKeys.insertOne(stored(key), { session });
        await writeDown(database, row, session);
      }),

    async use(id, at) {
      await integrationKeys.updateOne(
        { _id: id, $or: [{ usedAt: null }, { usedAt: { $lt: at } }] },
        { $set: { usedAt: at } },
      );
    },

    revoke: (id, row) =>
      database.transaction(async session => {
        const { deletedCount } = await integrationKeys.deleteOne({ _id: id }, { session });
        if (deletedCount === 1) await writeDown(database, row, session);
        return deletedCount === 1;
      }),
  };
}
