import { entity, stored } from '../../store/mongo/documents.ts';
import type { Engine } from '../../store/mongo/engine.ts';
import { writeDown } from '../audit/mongo.ts';
import { type AgentChatStore, CHAT_MESSAGE_MS } from './store.ts';

const NO_CODE = { codeHash: null, codeUntil: null } as const;
const NO_CHAT = { botId: null, chatId: null, name: '', since: null, isBlocked: false } as const;

/** See `AgentChatStore`. */
export function createAgentChatStore({ database }: Engine): AgentChatStore {
  const { agentChats, chatMessages } = database;

  return {
    async of(agentId) {
      const found = await agentChats.findOne({ _id: agentId });
      return found && entity(found);
    },

    async byChat({ botId, chatId }) {
      const found = await agentChats.findOne({ botId, chatId, isBlocked: false });
      return found && entity(found);
    },

    count: botId => agentChats.countDocuments({ botId, isBlocked: false }),

    async offer(agentId, { hash, until }) {
      const code = { codeHash: hash, codeUntil: until };
      await agentChats.updateOne({ _id: agentId }, { $set: code, $setOnInsert: NO_CHAT }, { upsert: true });
    },

    async byCode(hash, at) {
      return (await agentChats.findOne({ codeHash: hash, codeUntil: { $gt: at } }))?._id ?? null;
    },

    link: ({ hash, agentId }, { botId, chatId, name, at }, row) =>
      database.transaction(async session => {
        const mine = { _id: agentId, codeHash: hash, codeUntil: { $gt: at } };
        if (!(await agentChats.findOne(mine, { session }))) return false;
        // First, since a chat is one agent's.
        await agentChats.updateMany({ botId, chatId, _id: { $ne: agentId } }, { $set: NO_CHAT }, { session });
        const chat = { ...NO_CODE, botId, chatId, name, since: at, isBlocked: false };
        await agentChats.updateOne(mine, { $set: chat }, { session });
        await writeDown(database, row, session);
        return true;
      }),

    async spoil(hash) {
      await agentChats.updateOne({ codeHash: hash }, { $set: NO_CODE });
    },

    unlink: (agentId, row) =>
      database.transaction(async session => {
        const gone = await agentChats.findOneAndDelete({ _id: agentId }, { session });
        if (!gone || gone.chatId === null) return false;
        await writeDown(database, row, session);
        return true;
      }),

    async block({ botId, chatId }, isBlocked) {
      await agentChats.updateOne({ botId, chatId }, { $set: { isBlocked } });
    },

    async told(message) {
      const { _id, ...rest } = stored(message);
      await chatMessages.updateOne({ _id }, { $setOnInsert: rest }, { upsert: true });
    },

    async message(id) {
      const found = await chatMessages.findOne({ _id: id });
      return found && entity(found);
    },

    async noticesOf(conversationId, limit) {
      const found = chatMessages.find({ conversationId, isNotice: true }).sort({ at: -1, _id: -1 }).limit(limit);
      return (await found.toArray()).map(entity);
    },

    async sweep(at) {
      await chatMessages.deleteMany({ at: { $lt: at - CHAT_MESSAGE_MS } });
      await agentChats.updateMany({ codeUntil: { $lte: at } }, { $set: NO_CODE });
    },
  };
}
