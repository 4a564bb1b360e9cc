/** What owners set about the desk's bot, and what agents do about their own chat. */
import { randomBytes } from 'node:crypto';
import type { z } from 'zod';
import type { Agent } from '../../../protocol/agents.ts';
import type {
  TelegramBot,
  TelegramCheck,
  TelegramCode,
  TelegramLink,
  telegramBotSet,
} from '../../../protocol/telegram.ts';
import { TELEGRAM_API } from '../../../protocol/telegram.ts';
import type { ErrorCode } from '../../../protocol/wire/errors.ts';
import { AppError } from '../../app-error.ts';
import type { Context } from '../../context.ts';
import { addressIn, isLoopbackHost, isPublicAddress } from '../../outbox/addresses.ts';
import { checkedProxy, checkedUrl } from '../../outbox/checked-url.ts';
import { GATEWAY } from '../../outbox/store.ts';
import { seal } from '../../secrets.ts';
import { type Actor, auditRow } from '../audit/commands.ts';
import { type BotAccess, BotRefusal, botUser, callBot, DONE, isOfProxy, webhookInfo } from './bot.ts';
import { ALLOWED_UPDATES, CODE_CHARS, codeHash, codeOf } from './rules.ts';
import { type Bot, botNow, type KeptBot, opened, TELEGRAM, webhookSecret } from './settings.ts';

/** From making a code to pasting it: time to find the other device, and not to forget it on a screen. */
const CODE_MS = 10 * 60_000;
/** As BotFather gives them: the bot's id and 35 characters. It becomes part of an address. */
const TOKEN = /^\d{3,20}:[\w-]{20,100}$/;
/** Updates that Telegram brings at once. */
const MOST_CALLS = 4;

/** Where Telegram brings updates. */
export const UPDATES_PATH = '/v1/telegram/updates';

/** The bot as owners see it. */
export async function botOf(context: Context): Promise<TelegramBot> {
  const kept = await context.settings.read(TELEGRAM);
  if (!kept) return { mode: 'off', username: null, apiRoot: TELEGRAM_API, proxy: null, linked: 0 };
  const { mode, username, apiRoot, id } = kept;
  const proxy = opened(context.config, kept)?.proxy ?? null;
  return {
    mode,
    username,
    apiRoot,
    proxy: proxy && shownProxy(proxy),
    linked: await context.store.agentChats.count(id),
  };
}

/**
 * Sets the bot once Telegram has said that all of it works: nothing is kept that does not.
 * @param origin where this server is reached
 * @throws AppError FIELD_INVALID, FIELD_REQUIRED under the field that is wrong; ALREADY_CLAIMED: somebody set it meanwhile
 */
export async function setBot(
  context: Context,
  actor: Actor,
  set: z.output<typeof telegramBotSet>,
  origin: string,
): Promise<TelegramBot> {
  const { config, settings, outbox } = context;
  const kept = await settings.read(TELEGRAM);
  const before = kept && opened(config, kept);
  const apiRoot = set.apiRoot === undefined ? (before?.apiRoot ?? TELEGRAM_API) : rootOf(context, set.apiRoot);
  // Whoever answers there is told the token, which is shown to no owner again.
  const token = set.token ?? (before?.apiRoot === apiRoot ? before.token : undefined);
  if (token === undefined) throw wrong('token', 'a token as BotFather gives it', 'FIELD_REQUIRED');
  if (!TOKEN.test(token)) throw wrong('token', 'a token as BotFather gives it, such as 123456789:AAE…');
  const access: BotAccess = { token, apiRoot, proxy: proxyOf(context, set.proxy, before?.proxy ?? null) };
  const { id, username } = await whoIs(context, access);
  await readyFor(context, access, set.mode, config.publicUrl ?? origin);
  const next: KeptBot = {
    ...{ mode: set.mode, id: String(id), username, apiRoot: access.apiRoot },
    token: seal(config.secretKey, token),
    proxy: access.proxy === null ? null : seal(config.secretKey, access.proxy),
  };
  await settings.change(
    TELEGRAM,
    now => {
      // Telegram was asked about what was there before.
      if (now?.token !== kept?.token || now?.mode !== kept?.mode) throw new AppError('ALREADY_CLAIMED');
      return next;
    },
    settingRow(context, actor, set.mode),
  );
  outbox.forget({ kind: 'telegram', id: GATEWAY });
  if (before && before.id !== next.id) await leave(context, before);
  return botOf(context);
}

/** Forgets the bot with its token. Telegram brings nothing more, if it can be told so now. */
export async function removeBot(context: Context, actor: Actor): Promise<void> {
  const { config, settings, outbox } = context;
  const kept = await settings.read(TELEGRAM);
  if (!kept) return;
  const bot = opened(config, kept);
  await settings.write(TELEGRAM, null, settingRow(context, actor, 'off'));
  outbox.forget({ kind: 'telegram', id: GATEWAY });
  if (bot) await leave(context, bot);
}

/** Has nothing more brought. The token may be void already, and then there is nothing to be told. */
async function leave(context: Context, bot: BotAccess): Promise<void> {
  await called(context, bot, 'deleteWebhook', {}, DONE).catch(() => {});
}

/** What is wrong with how updates come. */
export type UpdatesFault =
  /** Another program has them brought to itself. */
  | { is: 'foreign'; url: string }
  /** They are not brought here, or nowhere where the address is empty. */
  | { is: 'unset'; url: string }
  /** Telegram could not bring them lately. */
  | { is: 'failing'; problem: string };

/** Whether the bot is well just now. */
export async function checkBot(context: Context): Promise<TelegramCheck> {
  const bot = await botNow(context);
  if (!bot)
    return { isWell: false, problem: 'there is no bot, it is off, or SECRET_KEY is another than when it was set' };
  try {
    const { fault, pending } = await askBot(context, bot, new AbortController().signal);
    const problem = fault ? faultText(fault) : '';
    return {
      isWell: fault === null,
      problem: fault && pending > 0 ? `${problem}; ${pending} updates wait` : problem,
    };
  } catch (error) {
    return { isWell: false, problem: (error as Error).message };
  }
}

/**
 * Asks Telegram how a bot is.
 * @returns also how many updates wait
 * @throws BotRefusal, Error a word or a few on why there was no answer
 */
export async function askBot(
  { config, now }: Pick<Context, 'config' | 'now'>,
  bot: Bot,
  signal: AbortSignal,
): Promise<{ fault: UpdatesFault | null; pending: number }> {
  const calling = { mayBePrivate: config.webhooksToPrivate, signal };
  await callBot(bot, 'getMe', {}, botUser, calling);
  const info = await callBot(bot, 'getWebhookInfo', {}, webhookInfo, calling);
  const problem = isRecent(info, now()) ? (info.last_error_message ?? '') : '';
  return { fault: updatesFault(bot, { url: info.url, problem }), pending: info.pending_update_count };
}

function updatesFault(
  { mode }: Pick<Bot, 'mode'>,
  { url, problem }: { url: string; problem: string },
): UpdatesFault | null {
  if (mode === 'polling') return url === '' ? null : { is: 'foreign', url };
  if (!url.endsWith(UPDATES_PATH)) return { is: 'unset', url };
  return problem === '' ? null : { is: 'failing', problem };
}

function faultText(fault: UpdatesFault): string {
  if (fault.is === 'foreign') return `another program has set a webhook for this bot: ${fault.url}`;
  if (fault.is === 'failing') return fault.problem;
  return `the webhook of this bot is ${fault.url || 'not set'}; save these settings again`;
}

const RECENT_MS = 10 * 60_000;

function isRecent({ last_error_date: seconds }: { last_error_date?: number | undefined }, at: number): boolean {
  return seconds !== undefined && at - seconds * 1000 < RECENT_MS;
}

/** How an agent's own chat stands. */
export async function linkOf(context: Context, { id }: Pick<Agent, 'id'>): Promise<TelegramLink> {
  const bot = await botNow(context);
  if (!bot) return { bot: null, chat: null };
  const chat = await context.store.agentChats.of(id);
  const isLinked = chat?.botId === bot.id && chat.since !== null;
  return {
    bot: bot.username,
    chat: isLinked ? { name: chat.name, since: chat.since!, isBlocked: chat.isBlocked } : null,
  };
}

/** A code for an agent to paste, in place of the one before (SPEC TB1). @throws AppError NOT_FOUND while there is no bot */
export async function newCode(context: Context, { id }: Pick<Agent, 'id'>): Promise<TelegramCode> {
  const bot = await botNow(context);
  if (!bot) throw new AppError('NOT_FOUND', 'There is no Telegram bot yet; an owner can set one.');
  const code = codeOf(randomBytes(CODE_CHARS));
  const expiresAt = context.now() + CODE_MS;
  await context.store.agentChats.offer(id, { hash: codeHash(code), until: expiresAt });
  return { code, url: `https://t.me/${bot.username}?start=${code}`, expiresAt };
}

/** An agent wants to hear nothing more in their chat. */
export async function unlinkMe(context: Context, actor: Actor, { id }: Pick<Agent, 'id'>): Promise<void> {
  const on = { kind: 'agent', id, text: '' } as const;
  await context.store.agentChats.unlink(id, auditRow(context, actor, { what: 'telegram.unlinked', on }));
}

function rootOf({ config }: Context, text: string): string {
  return checkedUrl(config, text, TELEGRAM_API, 'apiRoot').replace(/\/$/, '');
}

function proxyOf({ config }: Context, asked: string | null | undefined, before: string | null): string | null {
  // As it was shown, so it is the one that is there.
  if (asked === undefined || (before !== null && asked === shownProxy(before))) return before;
  return asked === null || asked.trim() === '' ? null : checkedProxy(config, asked);
}

/** Without its password. */
function shownProxy(proxy: string): string {
  const url = new URL(proxy);
  if (url.password) url.password = '***';
  return url.href.replace(/\/$/, '');
}

/** Which bot a token opens. @throws AppError FIELD_INVALID under what is wrong */
async function whoIs(context: Context, access: BotAccess) {
  try {
    return await called(context, access, 'getMe', {}, botUser);
  } catch (error) {
    const problem = (error as Error).message;
    if (isOfProxy(error)) throw wrong('proxy', `one that lets us through: ${problem}`);
    const isToken = error instanceof BotRefusal && [401, 404].includes(error.status) && !/no answer/.test(problem);
    if (isToken) throw wrong('token', `one that Telegram knows: ${problem}`);
    throw wrong('apiRoot', `where Telegram's Bot API answers: ${problem}`);
  }
}

/** Has updates brought, or kept for whoever asks. @throws AppError FIELD_INVALID under `mode` */
async function readyFor(context: Context, access: BotAccess, mode: KeptBot['mode'], base: string): Promise<void> {
  try {
    if (mode !== 'webhook') return void (await called(context, access, 'deleteWebhook', {}, DONE));
    if (!isReachable(base)) throw new Error(`${base} is no public https address; set PUBLIC_URL, or use long polling`);
    const webhook = {
      url: `${base}${UPDATES_PATH}`,
      secret_token: webhookSecret(context.config, access),
      max_connections: MOST_CALLS,
      allowed_updates: ALLOWED_UPDATES,
    };
    await called(context, access, 'setWebhook', webhook, DONE);
  } catch (error) {
    // A bot that is switched off need not be told so.
    if (mode !== 'off') throw wrong('mode', `one that works here: ${(error as Error).message}`);
  }
}

/** Whether Telegram can come here: by https, and not into somebody's own network. */
function isReachable(base: string): boolean {
  const url = new URL(base);
  const address = addressIn(url);
  return url.protocol === 'https:' && !isLoopbackHost(url.hostname) && (address === null || isPublicAddress(address));
}

function called<T>({ config }: Context, access: BotAccess, method: string, parameters: object, result: z.ZodType<T>) {
  const { signal } = new AbortController();
  return callBot(access, method, parameters, result, { mayBePrivate: config.webhooksToPrivate, signal });
}

function settingRow(context: Context, actor: Actor, mode: KeptBot['mode']) {
  const on = { kind: 'server', id: null, text: `telegram ${mode}` } as const;
  return auditRow(context, actor, { what: 'telegram.changed', on });
}

/** @param wanted never repeats a secret */
function wrong(
  field: 'token' | 'apiRoot' | 'proxy' | 'mode',
  wanted: string,
  code: ErrorCode = 'FIELD_INVALID',
): AppError {
  return new AppError(code, `${field} must be ${wanted}.`, { fields: { [field]: code } });
}
