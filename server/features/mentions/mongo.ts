import { after, pageOf } from '../../store/mongo/cursors.ts';
import { entity, type Stored } from '../../store/mongo/documents.ts';
import type { Engine } from '../../store/mongo/engine.ts';
import { amongSites } from '../views/mongo-lists.ts';
import { MAX_UNREAD, type MentionRecord, type MentionStore } from './store.ts';

/** See `MentionStore`. */
export function createMentionStore({ database: { mentions } }: Engine): MentionStore {
  return {
    async page({ agentId, siteIds, cursor, limit }) {
      const those = { agentId, ...amongSites(siteIds), ...after<Stored<MentionRecord>>('at', cursor, true) };
      const found = await mentions
        .find(those)
        .sort({ at: -1, _id: -1 })
        .limit(limit + 1)
        .toArray();
      const page = pageOf(found, limit, each => each.at);
      return { ...page, items: page.items.map(entity) };
    },

    async count({ agentId, siteIds }) {
      const those = { agentId, ...amongSites(siteIds) };
      const [unread, any] = await Promise.all([
        mentions.countDocuments({ ...those, isRead: false }, { limit: MAX_UNREAD }),
        mentions.findOne(those, { projection: { _id: 1 } }),
      ]);
      return { unread, hasAny: any !== null };
    },

    async isUnread({ agentId, conversationId, seq }) {
      const found = await mentions.findOne({ agentId, conversationId, seq, isRead: false }, { projection: { _id: 1 } });
      return found !== null;
    },

    async read({ agentId, conversationId }) {
      const seen = await mentions.updateMany({ agentId, conversationId, isRead: false }, { $set: { isRead: true } });
      return seen.modifiedCount > 0;
    },

    async sweep(before) {
      await mentions.deleteMany({ at: { $lt: before } });
    },
  };
}
