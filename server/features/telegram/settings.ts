/** The desk's bot as it is kept. */
import { z } from 'zod';
import { telegramMode } from '../../../protocol/telegram.ts';
import type { Config } from '../../config.ts';
import { derivedName, unseal } from '../../secrets.ts';
import type { DeskSettings, SettingsPart } from '../settings/settings.ts';
import type { BotAccess } from './bot.ts';

const keptBot = z.object({
  mode: telegramMode,
  /** Telegram's, which stays when the token is renewed. */
  id: z.string(),
  username: z.string(),
  /** Sealed. */
  token: z.string(),
  apiRoot: z.string(),
  /** Sealed, since it may hold a password; null: none. */
  proxy: z.string().nullable(),
});
export type KeptBot = z.infer<typeof keptBot>;

export const TELEGRAM: SettingsPart<KeptBot | null> = { name: 'telegram', schema: keptBot.nullable(), initial: null };

/** The bot, ready to be asked. */
export interface Bot extends BotAccess, Pick<KeptBot, 'id' | 'mode' | 'username'> {}

type Reading = { settings: Pick<DeskSettings, 'read'>; config: Pick<Config, 'secretKey'> };

/** The desk's bot; null: there is none, it is off, or it was sealed under another SECRET_KEY. */
export async function botNow({ settings, config }: Reading): Promise<Bot | null> {
  const kept = await settings.read(TELEGRAM);
  return kept && kept.mode !== 'off' ? opened(config, kept) : null;
}

/** What was kept, with its secrets; null: they were sealed under another SECRET_KEY. */
export function opened({ secretKey }: Pick<Config, 'secretKey'>, kept: KeptBot): Bot | null {
  const token = unseal(secretKey, kept.token);
  const proxy = kept.proxy === null ? null : unseal(secretKey, kept.proxy);
  if (token === null || (kept.proxy !== null && proxy === null)) return null;
  const { id, mode, username, apiRoot } = kept;
  return { id, mode, username, token, apiRoot, proxy };
}

/** What Telegram says with each update that it calls us with: known to every server, and another for each token. */
export function webhookSecret({ secretKey }: Pick<Config, 'secretKey'>, { token }: Pick<Bot, 'token'>): string {
  return derivedName(secretKey, `telegram webhook ${token}`);
}
