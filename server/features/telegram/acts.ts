/** What agents do from Telegram: by the same commands as in the inbox, with the rights of now (SPEC TB2, TB3). */
import type { AgentPresence } from '../../../protocol/agents.ts';
import type { Conversation } from '../../../protocol/conversations.ts';
import { text as messageText } from '../../../protocol/wire/fields.ts';
import { LIMITS } from '../../../protocol/wire/limits.ts';
import { AppError } from '../../app-error.ts';
import type { Context } from '../../context.ts';
import { FRAME_RIGHTS, refuseWithout } from '../../rights.ts';
import { maySee } from '../../sight.ts';
import type { Written } from '../../store/written.ts';
import { authorOf } from '../agents/commands.ts';
import { type AgentAsks, claim, say as sayTo } from '../conversations/commands.ts';
import { sentOf } from '../conversations/rules.ts';
import { type BotAccess, callBot, DONE } from './bot.ts';
import { takenBy } from './notice-edits.ts';
import type { Act, Meaning } from './rules.ts';
import { type ChatKey, messageKey } from './store.ts';
import { changeId, type Effect, sayingDelivery, type Told } from './told.ts';

/** An agent, and the chat in which they do something. */
interface Doing {
  chat: ChatKey;
  agent: AgentPresence;
}

/** What an agent wrote in reply to something is their answer in that conversation, written once (SPEC TB3). */
export async function answerByReply(
  context: Context,
  { chat, agent, reply }: Doing & { reply: { text: string | null; replyTo: number; messageId: number } },
): Promise<Effect> {
  const { store } = context;
  const about = await store.agentChats.message(messageKey(chat, reply.replyTo));
  if (!about || about.agentId !== agent.id) return { told: { key: 'tooOld' } };
  const { data: text } = messageText.safeParse(reply.text ?? '');
  if (text === undefined) return { told: unsendable(reply.text) };
  const { conversationId } = about;
  const clientId = `telegram-${messageKey(chat, reply.messageId)}`;
  return attempt(async () => {
    await conversationFor(context, agent, 'message.send', conversationId);
    const command = { type: 'message.send', clientId, conversationId, text } as const;
    const written = await asked(context, agent, command, asks => sayTo(context, asks, conversationId, command));
    const isTaken = written?.before.assigneeId === null && written.conversation.assigneeId === agent.id;
    return {
      told: { key: 'sent' },
      also: isTaken ? await takenBy(context, chat.botId, agent, written.conversation) : [],
    };
  });
}

function unsendable(text: string | null): Told {
  if (!text || text.length <= LIMITS.messageChars) return { key: 'onlyText' };
  return { key: 'tooLong', values: { max: LIMITS.messageChars } };
}

/** What a button under something that the bot said does. */
export function pressButton(
  context: Context,
  { chat, agent, press }: Doing & { press: Extract<Meaning, { kind: 'press' }> },
): Promise<Effect> {
  const { act, queryId } = press;
  if (!act) return Promise.resolve({ told: null });
  const doing = { chat, agent };
  return attempt(() =>
    act.act === 'take' ? take(context, doing, act, queryId) : prompt(context, doing, act, press.messageId),
  );
}

/** Claims it; who was slower is told who has it. */
async function take(
  context: Context,
  { chat, agent }: Doing,
  { conversationId }: Act,
  queryId: string,
): Promise<Effect> {
  const { staff, store } = context;
  await conversationFor(context, agent, 'conversation.claim', conversationId);
  const clientId = `telegram-${chat.botId}-${queryId}`;
  const command = { type: 'conversation.claim', clientId, conversationId } as const;
  try {
    await asked(context, agent, command, asks => claim(context, asks, conversationId));
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'ALREADY_CLAIMED') throw error;
  }
  const conversation = await store.conversations.find(conversationId);
  const owner = conversation?.assigneeId ? staff.find(conversation.assigneeId) : undefined;
  if (!conversation || !owner) return { told: { key: 'gone' } };
  const also = await takenBy(context, chat.botId, owner, conversation);
  return { told: owner.id === agent.id ? { key: 'yours' } : { key: 'taken', values: { name: owner.name } }, also };
}

/** Opens the field for an answer: what is written there is a reply. */
async function prompt(
  context: Context,
  { chat, agent }: Doing,
  { conversationId }: Act,
  messageId: number,
): Promise<Effect> {
  const { siteId } = await conversationFor(context, agent, 'message.send', conversationId);
  const { chatId } = chat;
  const { id: agentId, locale } = agent;
  const saying = { kind: 'prompt', chatId, agentId, conversationId, locale, replyTo: messageId } as const;
  const id = `${changeId(chat, messageId)}_prompt`;
  return { told: null, also: [sayingDelivery(id, context.now(), saying, { siteId, conversationId })] };
}

/** The conversation, if the agent may do this in it. @throws AppError FORBIDDEN, CONVERSATION_UNKNOWN */
async function conversationFor(
  { store }: Context,
  agent: AgentPresence,
  type: 'message.send' | 'conversation.claim',
  conversationId: string,
): Promise<Conversation> {
  refuseWithout(FRAME_RIGHTS[type], agent);
  const conversation = await store.conversations.find(conversationId);
  if (!conversation || !maySee(agent, conversation.siteId)) throw new AppError('CONVERSATION_UNKNOWN');
  return conversation;
}

/** Gives a command as the agent. @returns what was written; null: there was nothing to write */
async function asked(
  context: Context,
  agent: AgentPresence,
  command: { clientId: string },
  act: (asks: AgentAsks) => Promise<void>,
): Promise<Written | null> {
  let answer: Written | null = null;
  await act({
    by: authorOf(context, agent.id),
    sent: sentOf(command, agent.id),
    answer: written => {
      answer = written;
    },
  });
  return answer;
}

/** @throws what is to be tried again */
async function attempt(work: () => Promise<Effect>): Promise<Effect> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof AppError) || error.status >= 500) throw error;
    if (error.code === 'CONVERSATION_UNKNOWN') return { told: { key: 'gone' } };
    return { told: { key: error.code === 'FORBIDDEN' ? 'mayNot' : 'refused' } };
  }
}

/** Ends the waiting of a button that was pressed, with a word perhaps. One that can not be answered any more is no matter. */
export async function answerPress(
  { config, log }: Context,
  bot: BotAccess,
  queryId: string,
  text: string | null,
): Promise<void> {
  const parameters = { callback_query_id: queryId, ...(text !== null && { text: text.slice(0, TOAST_CHARS) }) };
  const { signal } = new AbortController();
  const calling = { mayBePrivate: config.webhooksToPrivate, signal };
  await callBot(bot, 'answerCallbackQuery', parameters, DONE, calling).catch(error =>
    log.debug({ problem: (error as Error).message }, 'a press in Telegram could not be answered'),
  );
}

/** What Telegram takes. */
const TOAST_CHARS = 200;
