import type { ClientSession } from 'mongodb';
import { lock } from '../../store/mongo/connection.ts';
import { entity, stored } from '../../store/mongo/documents.ts';
import type { Engine } from '../../store/mongo/engine.ts';
import { mayChange, refuseFull } from './rules.ts';
import type { Asking, SavedViewRecord, SavedViewStore } from './store.ts';

/** See `SavedViewStore`. */
export function createSavedViewStore({ database }: Engine): SavedViewStore {
  const { savedViews } = database;

  /** Of two who add one at once, the second one counts the first one's. */
  async function refuseOneMore(session: ClientSession, agentId: string | null): Promise<void> {
    await lock(database, session, `saved views of ${agentId ?? 'everybody'}`, null);
    refuseFull(await savedViews.countDocuments({ agentId }, { session }));
  }

  async function theirs(session: ClientSession, id: string, asking: Asking): Promise<SavedViewRecord | null> {
    const found = await savedViews.findOne({ _id: id }, { session });
    return found && mayChange(found, asking) ? entity(found) : null;
  }

  return {
    async of(agentId) {
      const found = savedViews.find({ agentId: { $in: [agentId, null] } });
      return (await found.sort({ createdAt: 1, _id: 1 }).toArray()).map(entity);
    },

    create: view =>
      database.transaction(async session => {
        await refuseOneMore(session, view.agentId);
        await savedViews.insertOne(stored(view), { session });
      }),

    update: (id, asking, change) =>
      database.transaction(async session => {
        const before = await theirs(session, id, asking);
        if (!before) return null;
        if (before.agentId !== change.agentId) await refuseOneMore(session, change.agentId);
        await savedViews.updateOne({ _id: id }, { $set: change }, { session });
        return { ...before, ...change };
      }),

    delete: (id, asking) =>
      database.transaction(async session => {
        if (!(await theirs(session, id, asking))) return false;
        await savedViews.deleteOne({ _id: id }, { session });
        return true;
      }),
  };
}
