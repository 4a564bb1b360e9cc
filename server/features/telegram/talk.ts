/** What is asked of Telegram to say something, and what its refusals mean. */
import type { Agent } from '../../../protocol/agents.ts';
import type { Conversation } from '../../../protocol/conversations.ts';
import type { Locale } from '../../../protocol/wire/fields.ts';
import type { Refusal } from '../../outbox/worker.ts';
import { hasRight } from '../../rights.ts';
import type { NoticeText } from '../notices/ways.ts';
import { BotRefusal } from './bot.ts';
import { actData } from './rules.ts';
import type { Saying } from './told.ts';
import { say } from './words/index.ts';

/** One call of a method of https://core.telegram.org/bots/api */
export interface Call {
  method: 'sendMessage' | 'editMessageReplyMarkup';
  parameters: object;
}

type Button = { text: string } & ({ callback_data: string } | { url: string });

/** UTF-16 units; Telegram takes 4,096 after it has read the text. */
const TEXT_CHARS = 4_000;
const TITLE_CHARS = 200;

/** Pages that are named in somebody's words are nobody's to fetch and show. */
const NO_PREVIEW = { link_preview_options: { is_disabled: true } };

/** A button that does nothing. */
const NOTHING = 'none';

/** Whether a notice tells of this conversation alone: what stands for several leads to none of them, and none can be taken by it. */
export function isAbout({ url }: NoticeText, conversationId: string): boolean {
  return url.endsWith(`/${encodeURIComponent(conversationId)}`);
}

/** Somebody waits: who and what, and what can be done about it by whom it is told. Plain text, so nothing in it is markup. @param of.conversation null: several, or none */
export function noticeCall(
  chatId: string,
  { title, body, url }: NoticeText,
  { agent, conversation }: { agent: Pick<Agent, 'role' | 'locale'>; conversation: Conversation | null },
): Call {
  const { locale } = agent;
  const head = title.slice(0, TITLE_CHARS).toWellFormed();
  const text = `${head}\n${body}`.slice(0, TEXT_CHARS).toWellFormed();
  const rows: Button[][] = [];
  if (conversation && hasRight(agent, 'agent')) {
    const { id: conversationId, assigneeId } = conversation;
    const take = { text: say(locale, 'take'), callback_data: actData({ act: 'take', conversationId }) };
    if (assigneeId === null) rows.push([take]);
    rows.push([answerButton(locale, conversationId)]);
  }
  // Telegram refuses a whole message for an address that it does not like, such as one on this machine.
  if (url.startsWith('https://')) rows.push([{ text: say(locale, 'open'), url }]);
  return {
    method: 'sendMessage',
    parameters: {
      chat_id: chatId,
      text,
      entities: [{ type: 'bold', offset: 0, length: head.length }],
      ...NO_PREVIEW,
      reply_markup: { inline_keyboard: rows },
    },
  };
}

/** A sentence; quietly, since whoever reads it has just written. */
export function toldCall({ chatId, key, values, locale, replyTo }: Extract<Saying, { kind: 'told' }>): Call {
  return {
    method: 'sendMessage',
    parameters: {
      chat_id: chatId,
      text: say(locale, key, values),
      disable_notification: true,
      ...NO_PREVIEW,
      ...(replyTo !== null && replyingTo(replyTo)),
    },
  };
}

/** Opens the field to write in, as a reply. */
export function promptCall({ chatId, locale, replyTo }: Extract<Saying, { kind: 'prompt' }>): Call {
  return {
    method: 'sendMessage',
    parameters: {
      chat_id: chatId,
      text: say(locale, 'prompt'),
      disable_notification: true,
      ...replyingTo(replyTo),
      reply_markup: { force_reply: true, input_field_placeholder: say(locale, 'placeholder') },
    },
  };
}

/** Nobody need take it any more; it can be answered still. */
export function takenCall(saying: Extract<Saying, { kind: 'taken' | 'seen' }>): Call {
  const { kind, chatId, messageId, conversationId, name, locale } = saying;
  const words = { taken: ['yours', 'taken'], seen: ['seenByYou', 'seen'] } as const;
  const [yours, theirs] = words[kind];
  const text = name === null ? say(locale, yours) : say(locale, theirs, { name });
  return {
    method: 'editMessageReplyMarkup',
    parameters: {
      chat_id: chatId,
      message_id: messageId,
      reply_markup: {
        inline_keyboard: [[{ text: `✓ ${text}`, callback_data: NOTHING }], [answerButton(locale, conversationId)]],
      },
    },
  };
}

function answerButton(locale: Locale, conversationId: string): Button {
  return { text: say(locale, 'answer'), callback_data: actData({ act: 'answer', conversationId }) };
}

/** What it replies to may be deleted by now, which is no reason to say nothing. */
function replyingTo(messageId: number): object {
  return { reply_parameters: { message_id: messageId, allow_sending_without_reply: true } };
}

/** The chat takes nothing more: its person has blocked the bot, is gone, or never began. */
export function isChatClosed({ status, message }: Pick<BotRefusal, 'status' | 'message'>): boolean {
  return status === 403 || (status === 400 && /chat not found|user is deactivated/i.test(message));
}

/** What was to be changed is so already, or is no longer there. */
export function isPointless({ status, message }: Pick<BotRefusal, 'status' | 'message'>): boolean {
  return status === 400 && /message (is not modified|to edit not found|can't be edited)/i.test(message);
}

const PROBLEM_CHARS = 200;

/** What the outbox makes of a failure (SPEC TB5). */
export function refusalOf(error: unknown): Refusal {
  const problem = (error as Error).message.slice(0, PROBLEM_CHARS);
  if (!(error instanceof BotRefusal)) return { problem, isTargetDown: true, retryAfterMs: null };
  const { status, retryAfterMs } = error;
  // 401 and 404: the token is no longer good, which an owner can mend.
  const isTargetDown = status === 429 || status >= 500 || status === 401 || status === 404 || status < 400;
  return { problem, isTargetDown, retryAfterMs, ...(!isTargetDown && { isFinal: true }) };
}
