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

    replace: ({ id, value }, before, row) =>
      database.transaction(async session => {
        const isPut =
          before === null
            ? (await deskSettings.updateOne({ _id: id }, { $setOnInsert: { value } }, { session, upsert: true }))
                .upsertedCount === 1
            : (await deskSettings.updateOne({ _id: id, value: before }, { $set: { value } }, { session }))
                .matchedCount === 1;
        if (isPut) await writeDown(database, row, session);
        return isPut;
      }),
  };
}
