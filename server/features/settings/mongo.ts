import type { Engine } from '../../store/mongo/engine.ts';
import { writeDown } from '../audit/mongo.ts';
import type { DeskSettingStore } from './store.ts';

/** See `DeskSettingStore`. */
export function createDeskSettingStore({ database }: Engine): DeskSettingStore {
  const { deskSettings } = database;

  return {
    async find(name) {
      return (await deskSettings.findOne({ _id: name }))?.value ?? null;
    },

    put: ({ id, value }, row) =>
      database.transaction(async session => {
        await deskSettings.updateOne({ _id: id }, { $set: { value } }, { session, upsert: true });
        await writeDown(database, row, session);
      }),

    putFirst: ({ id, value }) =>
      database.transaction(async session => {
        await deskSettings.updateOne({ _id: id }, { $setOnInsert: { value } }, { session, upsert: true });
        return (await deskSettings.findOne({ _id: id }, { session }))!.value;
      }),

    async replace({ id, value }, before) {
      if (before !== null) {
        const changed = await deskSettings.updateOne({ _id: id, value: before }, { $set: { value } });
        return changed.matchedCount === 1;
      }
      const made = await deskSettings.updateOne({ _id: id }, { $setOnInsert: { value } }, { upsert: true });
      return made.upsertedCount === 1;
    },
  };
}
