import { entity, stored } from '../../store/mongo/documents.ts';
import type { Engine } from '../../store/mongo/engine.ts';
import { writeDown } from '../audit/mongo.ts';
import type { TeamStore } from './store.ts';

export function createTeamStore({ database }: Engine): TeamStore {
  const { teams } = database;

  return {
    async all() {
      return (await teams.find().sort({ name: 1, _id: 1 }).toArray()).map(entity);
    },

    create: (team, row) =>
      database.transaction(async session => {
        await teams.insertOne(stored(team), { session });
        await writeDown(database, row, session);
      }),

    update: (team, row) =>
      database.transaction(async session => {
        const { matchedCount } = await teams.replaceOne({ _id: team.id }, stored(team), { session });
        if (matchedCount === 0) return null;
        await writeDown(database, row, session);
        return team;
      }),

    delete: (id, row) =>
      database.transaction(async session => {
        const { deletedCount } = await teams.deleteOne({ _id: id }, { session });
        if (deletedCount === 0) return false;
        await writeDown(database, row, session);
        return true;
      }),
  };
}
