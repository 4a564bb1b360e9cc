/** What the bot is to say, on its way out through the outbox: by ids where the words can be read when it is sent. */
import { z } from 'zod';
import { type Locale, locale } from '../../../protocol/wire/fields.ts';
import type { Values } from '../../../protocol/words.ts';
import { type DeliveryRecord, GATEWAY } from '../../outbox/store.ts';
import { type ChatKey, messageKey } from './store.ts';
import type { MessageKey } from './words/index.ts';

const chatId = z.string();
const messageId = z.number().int();
const conversationId = z.string();
const agentId = z.string();

const payload = z.discriminatedUnion('kind', [
  /** Somebody waits. */
  z.object({ kind: z.literal('notice'), noticeId: z.string(), agentId }),
  /** A sentence, mostly on what became of what the person wrote. */
  z.object({
    kind: z.literal('told'),
    chatId,
    key: z.string().transform(key => key as MessageKey),
    values: z.record(z.string(), z.string()),
    locale,
    replyTo: messageId.nullable(),
  }),
  /** Asks for the words of an answer. */
  z.object({ kind: z.literal('prompt'), chatId, agentId, conversationId, locale, replyTo: messageId }),
  /** Says under an earlier message that somebody has the conversation, or has only opened it. */
  z.object({
    kind: z.enum(['taken', 'seen']),
    chatId,
    messageId,
    conversationId,
    /** Null: whoever reads it. */
    name: z.string().nullable(),
    locale,
  }),
]);
export type Saying = z.infer<typeof payload>;

/** @throws Error when it is none of ours */
export function readSaying(text: string): Saying {
  return payload.parse(JSON.parse(text));
}

/** What the bot says to an update. */
export interface Told {
  key: MessageKey;
  values?: Values;
}

/** What is said because of an update, whose other effects are written by then. */
export interface Effect {
  /** Null: nothing. */
  told: Told | null;
  /** Left out: that of the agent whose chat it was before, or the person's own. */
  locale?: Locale;
  /** Beside it: messages that change, or a question. */
  also?: DeliveryRecord[];
}

/** What it is about, with which it is erased; of several conversations at once, or of none, nulls. */
interface About {
  siteId: string | null;
  conversationId: string | null;
}

const NOTHING: About = { siteId: null, conversationId: null };

/**
 * What is to be said.
 * @param id the same for the same cause, so that an update or a step which comes twice says nothing twice
 */
export function sayingDelivery(id: string, at: number, saying: Saying, about = NOTHING): DeliveryRecord {
  return {
    id,
    kind: 'telegram',
    target: GATEWAY,
    ...{ siteId: about.siteId, conversationId: about.conversationId },
    event: saying.kind,
    payload: JSON.stringify(saying),
    attempts: 0,
    dueAt: at,
    since: at,
    createdAt: at,
    isDead: false,
    problem: '',
  };
}

/** Under what id a message of the bot's is changed. */
export function changeId(chat: ChatKey, messageId: number): string {
  return `telegram_${messageKey(chat, messageId)}`;
}

/** Under what id an update is answered. */
export function answerId(botId: string, updateId: number): string {
  return `telegram_${botId}_${updateId}`;
}
