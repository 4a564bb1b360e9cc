/** What an owner does about a site's bot. */
import type { Bot, BotAnswer, BotMessage, BotSecretAnswer, BotTestAnswer } from '../../../protocol/bots.ts';
import { AppError } from '../../app-error.ts';
import type { Context } from '../../context.ts';
import { checkedUrl } from '../../outbox/checked-url.ts';
import { newSecret, oldSecretUntil, rotated } from '../../outbox/signing.ts';
import type { Actor } from '../audit/commands.ts';
import { siteRow, storedSite } from '../sites/commands.ts';
import { askBot } from './ask.ts';
import type { BotRecord } from './store.ts';

const URL_EXAMPLE = 'https://bot.example/ask';

/** @throws AppError SITE_UNKNOWN */
export async function botOf(context: Context, key: string): Promise<BotAnswer> {
  const { bot } = await storedSite(context, key);
  return { bot: bot && shown(context, bot) };
}

/**
 * Gives a site a bot, or changes it. @returns its secret too, where it is new: it is shown this once
 * @throws AppError SITE_UNKNOWN, FIELD_INVALID under `url`
 */
export async function saveBot(
  context: Context,
  actor: Actor,
  key: string,
  { url, isOn }: Pick<Bot, 'url' | 'isOn'>,
): Promise<BotSecretAnswer> {
  const { config, now } = context;
  const site = await storedSite(context, key);
  const secret = site.bot ? null : newSecret();
  const secrets = secret === null ? site.bot!.secrets : rotated(config.secretKey, [], secret, now());
  const bot = { url: checkedUrl(config, url, URL_EXAMPLE), isOn, secrets };
  await keep(context, actor, site.id, bot);
  return { bot: shown(context, bot), secret };
}

/** Makes a new secret, which is shown this once; for 24 hours the one before signs as well (SPEC D4). @throws AppError SITE_UNKNOWN, NOT_FOUND */
export async function rotateBotSecret(context: Context, actor: Actor, key: string): Promise<BotSecretAnswer> {
  const { config, now } = context;
  const site = await siteWithBot(context, key);
  const secret = newSecret();
  const bot = { ...site.bot, secrets: rotated(config.secretKey, site.bot.secrets, secret, now()) };
  await keep(context, actor, site.id, bot);
  return { bot: shown(context, bot), secret };
}

/** Words that it was asked about and has yet to answer are for people. @throws AppError SITE_UNKNOWN, NOT_FOUND */
export async function removeBot(context: Context, actor: Actor, key: string): Promise<void> {
  const { id } = await siteWithBot(context, key);
  await keep(context, actor, id, null);
}

/** Asks it now about a word that nobody said. @throws AppError SITE_UNKNOWN, NOT_FOUND */
export async function testBot(context: Context, key: string): Promise<BotTestAnswer> {
  const { now, newId } = context;
  const { id: siteId, locale, bot } = await siteWithBot(context, key);
  const message: BotMessage = {
    type: 'bot.test',
    timestamp: new Date(now()).toISOString(),
    data: { siteId, conversationId: 'test', seq: 1, text: 'test', locale, isPersonHere: true, before: [] },
  };
  const { signal } = new AbortController();
  const end = await askBot(context, bot, { id: `test.${newId()}`, message }, signal);
  return end.is === 'answered'
    ? { reply: end.reply, why: null, problem: '' }
    : { reply: null, why: end.why, problem: end.problem };
}

async function keep(context: Context, actor: Actor, siteId: string, bot: BotRecord | null): Promise<void> {
  const { store, sites } = context;
  const row = siteRow(context, actor, 'site.changed', siteId, 'bot');
  if (!(await store.sites.update(siteId, { bot }, row))) throw new AppError('SITE_UNKNOWN');
  sites.forget();
}

async function siteWithBot(context: Context, key: string) {
  const { bot, ...site } = await storedSite(context, key);
  if (!bot) throw new AppError('NOT_FOUND');
  return { ...site, bot };
}

/** The bot as its owner sees it. */
function shown({ now }: Pick<Context, 'now'>, { secrets, ...bot }: BotRecord): Bot {
  return { ...bot, oldSecretUntil: oldSecretUntil(secrets, now()) };
}
