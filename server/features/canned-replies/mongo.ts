import { entity, stored } from '../../store/mongo/documents.ts';
import type { Engine } from '../../store/mongo/engine.ts';
import type { CannedReplyStore } from './store.ts';

export function createCannedReplyStore({ database: { cannedReplies } }: Engine): CannedReplyStore {
  return {
    async all() {
      return (await cannedReplies.find().sort({ shortcut: 1, _id: 1 }).toArray()).map(entity);
    },

    async save(reply) {
      await cannedReplies.replaceOne({ _id: reply.id }, stored(reply), { upsert: true });
    },

    async delete(id) {
      await cannedReplies.deleteOne({ _id: id });
    },
  };
}
