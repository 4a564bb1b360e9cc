/** What Telegram tells us, and what it means: pure. Shapes after https://core.telegram.org/bots/api, of each what is read here. */
import { z } from 'zod';
import { hashToken } from '../../tokens.ts';
import { asciiDigits, withoutMarks } from '../contacts/marks.ts';

const person = z.object({
  id: z.number().int(),
  first_name: z.string().default(''),
  username: z.string().optional(),
  language_code: z.string().optional(),
});
const chat = z.object({ id: z.number().int(), type: z.string() });

const message = z.object({
  message_id: z.number().int(),
  chat,
  from: person.optional(),
  text: z.string().optional(),
  reply_to_message: z.object({ message_id: z.number().int() }).optional(),
});

export const telegramUpdate = z.object({
  update_id: z.number().int(),
  message: message.optional(),
  callback_query: z
    .object({
      id: z.string().max(64),
      from: person,
      data: z.string().optional(),
      message: z.object({ message_id: z.number().int(), chat }).optional(),
    })
    .optional(),
  my_chat_member: z.object({ chat, from: person, new_chat_member: z.object({ status: z.string() }) }).optional(),
});

/** What Telegram sent: of what else is in it, `meaningOf` reads what it knows. */
export interface Update {
  update_id: number;
}

/** What we ask Telegram for. Words that are edited later are not: what was sent to a visitor stays as it was sent. */
export const ALLOWED_UPDATES = ['message', 'callback_query', 'my_chat_member'] as const;

/** Where somebody writes from, and in which language Telegram speaks to them. */
interface From {
  chatId: string;
  language: string | undefined;
}

export type Meaning =
  /** Nothing that is for us. */
  | { kind: 'nothing' }
  /** A group: `code` is what was pasted before everybody's eyes. */
  | ({ kind: 'group'; code: string | null } & From)
  /** The person stopped the bot, or started it again. */
  | { kind: 'blocked'; chatId: string; isBlocked: boolean }
  /** A button under something that the bot said. */
  | ({ kind: 'press'; queryId: string; messageId: number; act: Act | null } & From)
  /** `text` is null where it is a file, a sticker, a place. */
  | ({ kind: 'words'; messageId: number; replyTo: number | null; text: string | null; name: string } & From);

/** What a button does. */
export interface Act {
  act: 'take' | 'answer';
  conversationId: string;
}

/** What an update means. @param raw as it came; what has another shape means nothing */
export function meaningOf(raw: unknown): Meaning {
  const { data: update } = telegramUpdate.safeParse(raw);
  const { message, callback_query: query, my_chat_member: member } = update ?? {};
  if (query?.message) {
    const { message_id: messageId, chat } = query.message;
    // A button in a group is one that somebody forwarded, or that we never made.
    if (chat.type !== 'private') return { kind: 'nothing' };
    const act = query.data === undefined ? null : readAct(query.data);
    return { kind: 'press', queryId: query.id, messageId, act, ...fromOf(chat, query.from) };
  }
  if (member) {
    const { chat, from, new_chat_member: now } = member;
    if (chat.type === 'private')
      return { kind: 'blocked', chatId: String(chat.id), isBlocked: now.status === 'kicked' };
    // A channel would show to everybody what is said there.
    const isIn = chat.type !== 'channel' && (now.status === 'member' || now.status === 'administrator');
    return isIn ? { kind: 'group', code: null, ...fromOf(chat, from) } : { kind: 'nothing' };
  }
  if (!message) return { kind: 'nothing' };
  const { message_id: messageId, chat, from, text = null } = message;
  if (chat.type !== 'private') {
    return { kind: 'group', code: text === null ? null : codeIn(text), ...fromOf(chat, from) };
  }
  const replyTo = message.reply_to_message?.message_id ?? null;
  return { kind: 'words', messageId, replyTo, text, name: nameOf(from), ...fromOf(chat, from) };
}

function fromOf({ id }: z.infer<typeof chat>, from: z.infer<typeof person> | undefined): From {
  return { chatId: String(id), language: from?.language_code };
}

const NAME_CHARS = 64;

/** As the agent knows themselves in Telegram. */
function nameOf(from: z.infer<typeof person> | undefined): string {
  const name = from?.username ? `@${from.username}` : withoutMarks(from?.first_name ?? '');
  return name.slice(0, NAME_CHARS).toWellFormed();
}

/** What a button carries: 64 bytes at most, of which an id takes 26. */
export function actData({ act, conversationId }: Act): string {
  return `${act}:${conversationId}`;
}

function readAct(data: string): Act | null {
  const [, act, conversationId] = /^(take|answer):([\w-]{1,50})$/.exec(data) ?? [];
  return conversationId === undefined ? null : { act: act as Act['act'], conversationId };
}

/** The command that a text begins with, without the bot's name; null: none. */
export function commandOf(text: string): string | null {
  return /^\/([a-z]{1,20})(?:@\w+)?(?:\s|$)/.exec(text)?.[1] ?? null;
}

/** Crockford's: no letter looks like a digit. 32 of them, so that a random byte falls on each alike. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
/** 60 bits, which live for minutes: nobody guesses one, here or from a stolen hash. */
export const CODE_CHARS = 12;

/** A code as it is shown: three groups. @param random as many bytes as a code has characters */
export function codeOf(random: Uint8Array): string {
  const letters = Array.from(random.subarray(0, CODE_CHARS), byte => ALPHABET[byte % ALPHABET.length]).join('');
  return letters.replace(/.{4}(?=.)/g, '$&-').toUpperCase();
}

/** What is kept of a code. */
export function codeHash(code: string): string {
  return hashToken(code.replaceAll('-', '').toLowerCase());
}

/** The code that somebody pasted, by itself or behind `/start`; null: it is none. */
export function codeIn(text: string): string | null {
  const typed = asciiDigits(withoutMarks(text.slice(0, 200)))
    .replace(/^\/start(@\w+)?\s/, '')
    .replace(/[\s-]+/g, '')
    .toLowerCase();
  return /^[0-9a-hjkmnp-tv-z]{12}$/.test(typed) ? typed : null;
}
