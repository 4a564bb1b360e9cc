import { entity, stored } from '../../store/mongo/documents.ts';
import type { Engine } from '../../store/mongo/engine.ts';
import type { CannedReplyStore } from './store.ts';

export function createCannedReplyStore({ database: { cannedReplies } }: Engine): CannedReplyStore {
  return {
    async all() {
      return (await cannedReplies.find().sort({ shortcut: 1, _id: 1 }).toArray()).map(entity);
    },

    async create(reply) {
      await cannedReplies.insertOne(stored(reply));
    },

    async update(id, { shortcut, text }) {
      const change = { $set: { shortcut, text } };
      const changed = await cannedReplies.findOneAndUpdate({ _id: id }, change, { returnDocument: 'after' });
      return changed && entity(changed);
    },

    async delete(id) {
      return (await cannedReplies.deleteOne({ _id: id })).deletedCount === 1;
    },
  };
}
