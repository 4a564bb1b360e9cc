/** The Telegram bot by which agents are told, and may take and answer. */
import { z } from 'zod';
import { timestamp, url } from './wire/fields.ts';

/** Where Telegram itself answers bots. */
export const TELEGRAM_API = 'https://api.telegram.org';

/** How the bot hears of what agents write to it: Telegram calls a public address of ours, or one server asks. */
export const telegramMode = z.enum(['off', 'webhook', 'polling']);
export type TelegramMode = z.infer<typeof telegramMode>;

/** The desk's bot as its owners see it: without its token. */
export const telegramBot = z.object({
  mode: telegramMode,
  /** By which people find it; null: there is none yet. */
  username: z.string().nullable(),
  apiRoot: url,
  /** With its user, and without its password; null: none. */
  proxy: z.string().nullable(),
  /** Agents whose chat is linked to it. */
  linked: z.number().int().nonnegative(),
});
export type TelegramBot = z.infer<typeof telegramBot>;

export const telegramBotSet = z.object({
  mode: telegramMode,
  /** As BotFather gives it; left out: it stays, unless `apiRoot` is another. */
  token: z.string().trim().min(1).max(200).optional(),
  /** Left out: it stays. Another one wants the token anew, for it is told the token. */
  apiRoot: url.optional(),
  /** An HTTP or SOCKS5 proxy; null: none; left out: it stays. */
  proxy: url.nullable().optional(),
});
export type TelegramBotSet = z.input<typeof telegramBotSet>;

/** `problem` is English and for the technically minded. Empty when all is well. */
export const telegramCheck = z.object({ isWell: z.boolean(), problem: z.string() });
export type TelegramCheck = z.infer<typeof telegramCheck>;

/** How an agent's own chat stands. */
export const telegramLink = z.object({
  /** By which the bot is found; null: there is none, or it is off. */
  bot: z.string().nullable(),
  /** Null: none is linked. `isBlocked`: the agent has blocked the bot, and is told nothing by it. */
  chat: z.object({ name: z.string(), since: timestamp, isBlocked: z.boolean() }).nullable(),
});
export type TelegramLink = z.infer<typeof telegramLink>;

/** What an agent pastes to the bot. The address says it to a bot that they never wrote to. */
export const telegramCode = z.object({ code: z.string(), url: z.string(), expiresAt: timestamp });
export type TelegramCode = z.infer<typeof telegramCode>;
