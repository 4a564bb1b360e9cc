/**
 * The chats in which agents are told of what waits, and what was told there, as the store keeps them. Named after agents,
 * so that a channel by which visitors write has its own.
 */
import type { AuditRow } from '../../../protocol/audit.ts';

/** What is told of one agent: a code that is still to be pasted, a chat, or both while a chat is exchanged for another. */
export interface AgentChat {
  /** The agent's. */
  id: string;
  /** Hash of the code; null: none was asked for, or it was used. */
  codeHash: string | null;
  codeUntil: number | null;
  /** Which bot and chat; null: none is linked. */
  botId: string | null;
  chatId: string | null;
  /** As Telegram calls the person, for the agent to know it by. */
  name: string;
  since: number | null;
  /** The agent has blocked the bot. */
  isBlocked: boolean;
}

/** A chat of Telegram's, as one bot sees it. */
export interface ChatKey {
  botId: string;
  chatId: string;
}

/** Something the bot said of a conversation: a reply to it is an answer there. */
export interface ChatMessage {
  /** From `messageKey`. */
  id: string;
  agentId: string;
  conversationId: string;
  /** It has the notice's buttons, which say who has the conversation; else it asked for an answer. */
  isNotice: boolean;
  at: number;
}

/** Within which an agent may answer by a reply. */
export const CHAT_MESSAGE_MS = 30 * 24 * 3_600_000;

/** How a message is found again: Telegram counts them in each chat of a bot. */
export function messageKey({ botId, chatId }: ChatKey, messageId: number): string {
  return `${botId}:${chatId}:${messageId}`;
}

/** Each `row` is written with what it tells. */
export interface AgentChatStore {
  /** Null: nothing was ever asked for. */
  of(agentId: string): Promise<AgentChat | null>;
  /** Whose chat it is; null: nobody's, or they have blocked the bot. */
  byChat(chat: ChatKey): Promise<AgentChat | null>;
  /** How many chats are linked to a bot and open. */
  count(botId: string): Promise<number>;
  /** Keeps a code in place of the one before. */
  offer(agentId: string, code: { hash: string; until: number }): Promise<void>;
  /** Whose code it is; null: nobody's, or it has run out by `at`. */
  byCode(hash: string, at: number): Promise<string | null>;
  /**
   * Uses a code up: the chat is the agent's from now on, and nobody else's, and the agent has no other.
   * @returns false: the code was used, or replaced, or has run out
   */
  link(
    code: { hash: string; agentId: string },
    chat: ChatKey & { name: string; at: number },
    row?: AuditRow,
  ): Promise<boolean>;
  /** Takes a code away that others may have seen. */
  spoil(hash: string): Promise<void>;
  /** Takes chat and code of an agent away. False: no chat was linked. */
  unlink(agentId: string, row?: AuditRow): Promise<boolean>;
  /** The person does not want to hear from the bot, or hears from it again. */
  block(chat: ChatKey, isBlocked: boolean): Promise<void>;

  /** Keeps what the bot said. */
  told(message: ChatMessage): Promise<void>;
  message(id: string): Promise<ChatMessage | null>;
  /** The notices of a conversation, newest first. */
  noticesOf(conversationId: string, limit: number): Promise<ChatMessage[]>;
  /** Forgets what was said before then, and codes that ran out. */
  sweep(at: number): Promise<void>;
}
