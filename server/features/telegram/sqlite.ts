import type { Engine } from '../../store/sqlite/engine.ts';
import type { AgentChat, AgentChatStore, ChatMessage } from './store.ts';
import { CHAT_MESSAGE_MS } from './store.ts';

/** `SELECT ${AGENT_CHAT} …` gives rows for `agentChatFromRow`; add WHERE and ORDER BY. */
export const AGENT_CHAT = `agent AS id, code_hash AS codeHash, code_until AS codeUntil, bot AS botId, chat AS chatId, name, since,
  is_blocked AS isBlocked FROM agent_chats`;
export const CHAT_MESSAGE =
  'id, agent AS agentId, conversation AS conversationId, is_notice AS isNotice, at FROM chat_messages';

export function agentChatFromRow(from: unknown): AgentChat {
  const { isBlocked, ...chat } = from as Omit<AgentChat, 'isBlocked'> & { isBlocked: number };
  return { ...chat, isBlocked: isBlocked === 1 };
}

export function chatMessageFromRow(from: unknown): ChatMessage {
  const { isNotice, ...message } = from as Omit<ChatMessage, 'isNotice'> & { isNotice: number };
  return { ...message, isNotice: isNotice === 1 };
}

/** See `AgentChatStore`. */
export function createAgentChatStore({ reader, writer, read, write, rows }: Engine): AgentChatStore {
  const of = reader.prepare(`SELECT ${AGENT_CHAT} WHERE agent = ?`);
  const byChat = reader.prepare(`SELECT ${AGENT_CHAT} WHERE bot = ? AND chat = ? AND is_blocked = 0`);
  const count = reader.prepare(
    'SELECT count(*) AS count FROM agent_chats WHERE bot = ? AND chat IS NOT NULL AND is_blocked = 0',
  );
  const offer = writer.prepare(`
    INSERT INTO agent_chats (agent, code_hash, code_until, name, is_blocked) VALUES (:agentId, :hash, :until, '', 0)
    ON CONFLICT (agent) DO UPDATE SET code_hash = excluded.code_hash, code_until = excluded.code_until`);
  const byCode = reader.prepare('SELECT agent FROM agent_chats WHERE code_hash = ? AND code_until > ?');
  const unlinkOthers = writer.prepare(`
    UPDATE agent_chats SET bot = NULL, chat = NULL, name = '', since = NULL, is_blocked = 0
    WHERE bot = :botId AND chat = :chatId AND agent <> :agentId
      AND EXISTS (SELECT 1 FROM agent_chats WHERE agent = :agentId AND code_hash = :hash AND code_until > :at)`);
  const link = writer.prepare(`
    UPDATE agent_chats SET code_hash = NULL, code_until = NULL, bot = :botId, chat = :chatId, name = :name, since = :at,
      is_blocked = 0
    WHERE agent = :agentId AND code_hash = :hash AND code_until > :at`);
  const spoil = writer.prepare('UPDATE agent_chats SET code_hash = NULL, code_until = NULL WHERE code_hash = ?');
  const drop = writer.prepare('DELETE FROM agent_chats WHERE agent = ? RETURNING chat');
  const block = writer.prepare('UPDATE agent_chats SET is_blocked = ? WHERE bot = ? AND chat = ?');
  const tell = writer.prepare(
    'INSERT OR IGNORE INTO chat_messages (id, agent, conversation, is_notice, at) VALUES (?, ?, ?, ?, ?)',
  );
  const message = reader.prepare(`SELECT ${CHAT_MESSAGE} WHERE id = ?`);
  const noticesOf = reader.prepare(`
    SELECT ${CHAT_MESSAGE} WHERE conversation = ? AND is_notice = 1 ORDER BY at DESC, id DESC LIMIT ?`);
  const forgetMessages = writer.prepare('DELETE FROM chat_messages WHERE at < ?');
  const forgetCodes = writer.prepare(
    'UPDATE agent_chats SET code_hash = NULL, code_until = NULL WHERE code_until <= ?',
  );

  return {
    of: agentId => read(() => found(of.get(agentId), agentChatFromRow)),
    byChat: ({ botId, chatId }) => read(() => found(byChat.get(botId, chatId), agentChatFromRow)),
    count: botId => read(() => (count.get(botId) as { count: number }).count),
    offer: (agentId, { hash, until }) => write(() => void offer.run({ agentId, hash, until })),
    byCode: (hash, at) => read(() => (byCode.get(hash, at)?.agent as string | undefined) ?? null),

    link: ({ hash, agentId }, { botId, chatId, name, at }, row) =>
      write(() => {
        unlinkOthers.run({ botId, chatId, agentId, hash, at });
        if (link.run({ botId, chatId, name, agentId, hash, at }).changes === 0) return false;
        rows.audit.add(row);
        return true;
      }),

    spoil: hash => write(() => void spoil.run(hash)),

    unlink: (agentId, row) =>
      write(() => {
        const gone = drop.get(agentId);
        if (!gone || gone.chat === null) return false;
        rows.audit.add(row);
        return true;
      }),

    block: ({ botId, chatId }, isBlocked) => write(() => void block.run(Number(isBlocked), botId, chatId)),
    told: ({ id, agentId, conversationId, isNotice, at }) =>
      write(() => void tell.run(id, agentId, conversationId, Number(isNotice), at)),
    message: id => read(() => found(message.get(id), chatMessageFromRow)),
    noticesOf: (conversationId, limit) => read(() => noticesOf.all(conversationId, limit).map(chatMessageFromRow)),

    sweep: at =>
      write(() => {
        forgetMessages.run(at - CHAT_MESSAGE_MS);
        forgetCodes.run(at);
      }),
  };
}

function found<T>(row: unknown, from: (row: unknown) => T): T | null {
  return row === undefined ? null : from(row);
}
