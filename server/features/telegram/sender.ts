/** What the bot says leaves here (SPEC TB4, TB5): each attempt of the outbox is one call of Telegram's. */
import type { Core } from '../../core.ts';
import type { DeliveryRecord } from '../../outbox/store.ts';
import type { Refusal, Sender } from '../../outbox/worker.ts';
import type { NoticeText } from '../notices/ways.ts';
import type { DeskSettings } from '../settings/settings.ts';
import { BotRefusal, callBot, DONE, sentMessage } from './bot.ts';
import { type Bot, botNow } from './settings.ts';
import { type ChatKey, type ChatMessage, messageKey } from './store.ts';
import {
  type Call,
  isAbout,
  isChatClosed,
  isPointless,
  noticeCall,
  promptCall,
  refusalOf,
  takenCall,
  toldCall,
} from './talk.ts';
import { readSaying, type Saying } from './told.ts';

interface Rooms {
  settings: Pick<DeskSettings, 'read'>;
  /** A notice in its agent's words; null: somebody has seen to it by now. */
  noticeNow(id: string): Promise<NoticeText | null>;
}

/** A call, and whose messages it is among. */
interface Prepared extends ChatKey {
  call: Call;
  /** A reply to it is an answer there; null: it is not to be replied to. */
  asks: Pick<ChatMessage, 'agentId' | 'conversationId' | 'isNotice'> | null;
}

/** The sender of the kind `telegram`. While the bot is off, what waits counts as said: it would come too late. */
export function createTelegramSender(core: Pick<Core, 'store' | 'config' | 'now'>, rooms: Rooms): Sender {
  const { store, config, now } = core;

  async function prepared(bot: Bot, { conversationId }: DeliveryRecord, saying: Saying): Promise<Prepared | null> {
    const botId = bot.id;
    switch (saying.kind) {
      case 'notice': {
        const { agentId, noticeId } = saying;
        const [linked, text] = await Promise.all([store.agentChats.of(agentId), rooms.noticeNow(noticeId)]);
        if (!text || !linked?.chatId || linked.botId !== botId || linked.isBlocked) return null;
        const isOfOne = conversationId !== null && isAbout(text, conversationId);
        const conversation = isOfOne ? await store.conversations.find(conversationId) : null;
        const agent = (await store.agents.all()).find(each => each.id === agentId);
        if (!agent) return null;
        const { chatId } = linked;
        const call = noticeCall(chatId, text, { agent, conversation });
        return {
          botId,
          chatId,
          call,
          asks: conversation && { agentId, conversationId: conversation.id, isNotice: true },
        };
      }
      case 'told':
        return { botId, chatId: saying.chatId, call: toldCall(saying), asks: null };
      case 'prompt': {
        const { chatId, agentId } = saying;
        const asks = { agentId, conversationId: saying.conversationId, isNotice: false };
        return { botId, chatId, call: promptCall(saying), asks };
      }
      case 'seen': {
        // Whoever has it by now is told by a change of its own.
        const seen = await store.conversations.find(saying.conversationId);
        if (seen?.assigneeId !== null) return null;
        return { botId, chatId: saying.chatId, call: takenCall(saying), asks: null };
      }
      case 'taken':
        return { botId, chatId: saying.chatId, call: takenCall(saying), asks: null };
    }
  }

  async function send(bot: Bot, delivery: DeliveryRecord, signal: AbortSignal): Promise<Refusal | null> {
    const saying = readSaying(delivery.payload);
    const ready = await prepared(bot, delivery, saying);
    if (!ready) return null;
    const { call, asks, botId, chatId } = ready;
    const calling = { mayBePrivate: config.webhooksToPrivate, signal };
    try {
      if (!asks) {
        await callBot(bot, call.method, call.parameters, DONE, calling);
        return null;
      }
      const { message_id: messageId } = await callBot(bot, call.method, call.parameters, sentMessage, calling);
      await store.agentChats.told({ id: messageKey({ botId, chatId }, messageId), ...asks, at: now() });
      return null;
    } catch (error) {
      if (error instanceof BotRefusal && isPointless(error)) return null;
      if (error instanceof BotRefusal && isChatClosed(error)) {
        await store.agentChats.block({ botId, chatId }, true);
        // Whoever blocked the bot does not want to hear what became of their words.
        if (saying.kind !== 'notice') return null;
      }
      return refusalOf(error);
    }
  }

  return {
    async open() {
      const bot = await botNow({ config, settings: rooms.settings });
      return (delivery, signal) => (bot ? send(bot, delivery, signal) : Promise.resolve(null));
    },
  };
}
