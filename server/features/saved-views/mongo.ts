import type { ClientSession } from 'mongodb';
import type { SavedKind } from '../../../protocol/saved-views.ts';
import { lock } from '../../store/mongo/connection.ts';
import type { Engine } from '../../store/mongo/engine.ts';
import { savedViewDocument, toSavedView } from './mongo-document.ts';
import { mayChange, refuseFull } from './rules.ts';
import type { Asking, SavedViewRecord, SavedViewStore } from './store.ts';

/** Of one kind; those that say none are conversations'. */
function ofKind(kind: SavedKind) {
  return { kind: kind === 'people' ? kind : { $ne: 'people' as const } };
}

/** See `SavedViewStore`. */
export function createSavedViewStore({ database }: Engine): SavedViewStore {
  const { savedViews } = database;

  /** Of two who add one at once, the second one counts the first one's. */
  async function refuseOneMore(
    session: ClientSession,
    { agentId, kind }: Pick<SavedViewRecord, 'agentId' | 'kind'>,
  ): Promise<void> {
    await lock(database, session, `saved views of ${agentId ?? 'everybody'}`, null);
    refuseFull(await savedViews.countDocuments({ agentId, ...ofKind(kind) }, { session }));
  }

  async function theirs<K extends SavedKind>(
    session: ClientSession,
    id: string,
    asking: Asking<K>,
  ): Promise<SavedViewRecord<K> | null> {
    const found = await savedViews.findOne({ _id: id }, { session });
    const view = found && toSavedView<K>(found);
    return view && mayChange(view, asking) ? view : null;
  }

  return {
    async of<K extends SavedKind>(agentId: string, kind: K) {
      const found = savedViews.find({ agentId: { $in: [agentId, null] }, ...ofKind(kind) });
      return (await found.sort({ createdAt: 1, _id: 1 }).toArray()).map(each => toSavedView<K>(each));
    },

    create: view =>
      database.transaction(async session => {
        await refuseOneMore(session, view);
        await savedViews.insertOne(savedViewDocument(view), { session });
      }),

    update: (id, asking, change) =>
      database.transaction(async session => {
        const before = await theirs(session, id, asking);
        if (!before) return null;
        if (before.agentId !== change.agentId) await refuseOneMore(session, { ...before, ...change });
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
