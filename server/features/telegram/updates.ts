/**
 * What is done with what people do in Telegram. An update may come twice, after a server died or at two servers at once:
 * all that it changes carries ids that follow from it, so it has its effect once (SPEC TB3).
 */
import type { AgentPresence } from '../../../protocol/agents.ts';
import type { Locale } from '../../../protocol/wire/fields.ts';
import { AppError } from '../../app-error.ts';
import type { Context } from '../../context.ts';
import { nearestLocale } from '../../locale.ts';
import type { DeliveryRecord } from '../../outbox/store.ts';
import { answerByReply, answerPress, pressButton } from './acts.ts';
import { linkByCode, unlinkFromChat } from './linking.ts';
import { codeHash, codeIn, commandOf, type Meaning, meaningOf, type Update } from './rules.ts';
import type { Bot } from './settings.ts';
import type { ChatKey } from './store.ts';
import { answerId, type Effect, sayingDelivery, type Told } from './told.ts';
import { type MessageKey, say } from './words/index.ts';

/**
 * Does what an update asks for, and has said what came of it.
 * @throws AppError STORE_UNAVAILABLE and others from 500 on: it is to be handled again
 */
export async function handleUpdate(context: Context, bot: Bot, update: Update): Promise<void> {
  const meaning = meaningOf(update);
  if (meaning.kind === 'nothing') return;
  const { store } = context;
  const chat = { botId: bot.id, chatId: meaning.chatId };
  if (meaning.kind === 'blocked') return store.agentChats.block(chat, meaning.isBlocked);
  const agent = await agentOf(context, chat);
  const locale = agent?.locale ?? nearestLocale(meaning.language);
  if (meaning.kind === 'press') {
    const { told, also = [] } = await pressed(context, chat, agent, meaning);
    await put(context, also);
    return answerPress(context, bot, meaning.queryId, told && say(locale, told.key, told.values));
  }
  const { told, also = [], locale: theirs = locale } = await heard(context, { chat, agent, meaning });
  const said = told && sayingOf(context, { chat, update, locale: theirs, meaning, told });
  await put(context, said ? [...also, said] : also);
}

async function pressed(
  context: Context,
  chat: ChatKey,
  agent: AgentPresence | null,
  press: Extract<Meaning, { kind: 'press' }>,
): Promise<Effect> {
  return agent ? pressButton(context, { chat, agent, press }) : { told: { key: 'stranger' } };
}

interface Heard {
  chat: ChatKey;
  agent: AgentPresence | null;
  meaning: Extract<Meaning, { kind: 'words' | 'group' }>;
}

async function heard(context: Context, { chat, agent, meaning }: Heard): Promise<Effect> {
  if (meaning.kind === 'group') {
    // Whoever reads along could use it.
    if (meaning.code !== null) await context.store.agentChats.spoil(codeHash(meaning.code));
    return toStranger(context, chat, 'group');
  }
  const { text, replyTo, messageId, name } = meaning;
  const code = text !== null && replyTo === null ? codeIn(text) : null;
  if (code !== null) {
    const linked = await linkByCode(context, { ...chat, name }, { code, agent });
    return linked ?? toStranger(context, chat, 'stranger');
  }
  if (!agent) return toStranger(context, chat, 'stranger');
  const command = text === null ? null : commandOf(text);
  if (command === 'stop') {
    await unlinkFromChat(context, agent);
    return { told: { key: 'unlinked' } };
  }
  if (replyTo !== null) return answerByReply(context, { chat, agent, reply: { text, replyTo, messageId } });
  if (command !== null) return { told: { key: 'help', values: { take: say(agent.locale, 'take') } } };
  return { told: { key: 'notReply' } };
}

/** Whose chat it is. Nobody's, where the inbox would not let the agent in: disabled, or without the second factor that all need. */
async function agentOf({ store, staff, factorPolicy }: Context, chat: ChatKey): Promise<AgentPresence | null> {
  const linked = await store.agentChats.byChat(chat);
  const agent = linked && staff.find(linked.id);
  if (!agent || agent.isDisabled) return null;
  return agent.hasFactor || !(await factorPolicy.isRequired()) ? agent : null;
}

/** One neutral sentence to who is nobody's, at most once a minute (SPEC TB6). */
function toStranger({ rates }: Context, { botId, chatId }: ChatKey, key: MessageKey): Effect {
  try {
    rates.spend('strangersTold', `${botId} ${chatId}`);
    rates.spend('strangersToldAnywhere', botId);
    return { told: { key } };
  } catch (error) {
    if (error instanceof AppError && error.code === 'RATE_LIMITED') return { told: null };
    throw error;
  }
}

function sayingOf(
  { now }: Context,
  of: { chat: ChatKey; update: Update; locale: Locale; meaning: Heard['meaning']; told: Told },
): DeliveryRecord {
  const { chat, update, locale, meaning, told } = of;
  const values = Object.fromEntries(Object.entries(told.values ?? {}).map(([name, value]) => [name, String(value)]));
  const replyTo = meaning.kind === 'words' ? meaning.messageId : null;
  const saying = { kind: 'told', chatId: chat.chatId, key: told.key, values, locale, replyTo } as const;
  return sayingDelivery(answerId(chat.botId, update.update_id), now(), saying);
}

async function put({ store, outbox }: Context, deliveries: DeliveryRecord[]): Promise<void> {
  if (deliveries.length === 0) return;
  await store.outbox.put(deliveries);
  outbox.wake();
}
