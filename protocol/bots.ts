/** A bot of the owner's own: it takes what the site's script does not understand, and answers in three seconds or is passed over. */
import { z } from 'zod';
import { id, line, locale, seq, textOrNone, timestamp, url } from './wire/fields.ts';
import { LIMITS } from './wire/limits.ts';

/** A site's bot as its owner sees it: without its secrets. */
export const bot = z.object({
  url,
  isOn: z.boolean(),
  /** Until when the secret before the newest signs too; null: there is only one. */
  oldSecretUntil: timestamp.nullable(),
});
export type Bot = z.infer<typeof bot>;

export const botSave = bot.pick({ url: true, isOn: true });

/** `bot` null: the site has none. */
export const botAnswer = z.object({ bot: bot.nullable() });
export type BotAnswer = z.infer<typeof botAnswer>;

/** `secret` is shown once, when it is made; null: the one before counts. */
export const botSecretAnswer = z.object({ bot, secret: z.string().nullable() });
export type BotSecretAnswer = z.infer<typeof botSecretAnswer>;

/** What a bot is sent. `bot.test` has no conversation of anybody's: its ids are "test". */
export const botMessage = z.object({
  type: z.enum(['bot.asked', 'bot.test']),
  /** ISO 8601: when it is sent. */
  timestamp: z.iso.datetime(),
  data: z.object({
    siteId: id,
    conversationId: id,
    /** Number of the words that want an answer. */
    seq: seq.min(1),
    text: z.string(),
    /** The visitor's language. */
    locale,
    /** Whether somebody is at the desk now. */
    isPersonHere: z.boolean(),
    /** What was said before, oldest first: twenty messages at most. `bot` is the site's script too. */
    before: z.array(z.object({ seq, by: z.enum(['visitor', 'agent', 'bot']), text: z.string() })),
  }),
});
export type BotMessage = z.infer<typeof botMessage>;

/** Words under an answer; pressing them is saying them. "Talk to a person" is always among them. */
const buttons = z.array(line.pipe(z.string().min(1).max(LIMITS.buttonChars))).max(LIMITS.scriptButtons);

/** What a bot may answer. With `person` it hands over, and `text` is its last word, or may be left out. */
export const botReply = z
  .object({
    text: textOrNone.default(''),
    buttons: buttons.default([]),
    person: z.boolean().default(false),
  })
  .refine(({ text, person }) => text !== '' || person, 'wanted a text, or person: true');
export type BotReply = z.infer<typeof botReply>;

/**
 * Why a bot gave a conversation to people. `asked`: it said so; `late`: no answer in time; `failed`: a status that is no 2xx,
 * or no connection; `unreadable`: an answer that is none.
 */
export const botReason = z.enum(['asked', 'late', 'failed', 'unreadable']);
export type BotReason = z.infer<typeof botReason>;

export const botEvents = [
  /** `problem` is English and for the technically minded: "500", "ECONNREFUSED". Empty where `why` says it all. */
  z.object({
    kind: z.literal('event'),
    event: z.literal('bot_passed_on'),
    why: botReason,
    problem: z.string(),
  }),
] as const;

/** What came of a test. */
export const botTestAnswer = z.object({ reply: botReply.nullable(), why: botReason.nullable(), problem: z.string() });
export type BotTestAnswer = z.infer<typeof botTestAnswer>;
