/** Asks Telegram for updates where it can not call us: one server at a time, the one that routes (SPEC TB3). */
import { z } from 'zod';
import { AppError } from '../../app-error.ts';
import type { Core } from '../../core.ts';
import type { DeskSettings, SettingsPart } from '../settings/settings.ts';
import { BotRefusal, callBot } from './bot.ts';
import { ALLOWED_UPDATES, type Update } from './rules.ts';
import { type Bot, botNow } from './settings.ts';

/** How long Telegram keeps a question open while there is nothing; proxies in between cut off what is silent for a minute. */
const WAIT_SECONDS = 25;
/** After which it will not answer any more. */
const PATIENCE_MS = 40_000;
const MOST_AT_ONCE = 20;
/** First and longest pause after a failure. */
const REST_MS = [1_000, 60_000] as const;
/** An update on which we break by ourselves is given up after so many attempts: those behind it wait. */
const MOST_ATTEMPTS = 5;
/** After a week of silence Telegram counts from anywhere, and what it counts lower would be taken for done. */
const PLACE_MS = 6 * 24 * 3_600_000;

/** How far a bot's updates are done. */
const place = z.object({ botId: z.string(), next: z.number(), at: z.number() }).nullable();
const PLACE: SettingsPart<z.infer<typeof place>> = { name: 'telegram.place', schema: place, initial: null };

const updates = z.array(z.looseObject({ update_id: z.number().int() }));

export interface BotPoller {
  /** Begins to ask, goes on, or stops, as the settings and the servers are now; called by the beat. @param handle resolves when an update is done */
  tick(handle: (bot: Bot, update: Update) => Promise<void>): Promise<void>;
  close(): Promise<void>;
}

export function createBotPoller(
  core: Pick<Core, 'config' | 'feed' | 'log' | 'now'>,
  { settings }: { settings: DeskSettings },
): BotPoller {
  const { config, feed, log, now } = core;
  let running: { bot: string; stop: AbortController; done: Promise<void> } | null = null;
  let failures = 0;
  let restUntil = 0;
  let isClosed = false;
  /** The update that we break on, and how often. */
  let stuck = { id: 0, times: 0 };

  async function run(bot: Bot, signal: AbortSignal, handle: Parameters<BotPoller['tick']>[0]): Promise<void> {
    let from = await placeOf(bot);
    while (!signal.aborted) {
      const asked = {
        ...(from !== null && { offset: from }),
        ...{ limit: MOST_AT_ONCE, timeout: WAIT_SECONDS, allowed_updates: ALLOWED_UPDATES },
      };
      const calling = { mayBePrivate: config.webhooksToPrivate, signal, patienceMs: PATIENCE_MS };
      for (const update of await callBot(bot, 'getUpdates', asked, updates, calling)) {
        if (signal.aborted) return;
        await handleOrSkip(bot, update, handle);
        // Only now: a server that dies before this is followed by one that handles it again.
        from = update.update_id + 1;
        await settings.write(PLACE, { botId: bot.id, next: from, at: now() });
      }
      failures = 0;
    }
  }

  /** Null: from the first that Telegram has. */
  async function placeOf(bot: Bot): Promise<number | null> {
    const known = await settings.read(PLACE);
    return known && known.botId === bot.id && now() - known.at < PLACE_MS ? known.next : null;
  }

  async function handleOrSkip(bot: Bot, update: Update, handle: Parameters<BotPoller['tick']>[0]): Promise<void> {
    try {
      await handle(bot, update);
    } catch (error) {
      const { update_id: id } = update;
      stuck = stuck.id === id ? { id, times: stuck.times + 1 } : { id, times: 1 };
      // A store that is away comes back, and all of them wait for it.
      if ((error instanceof AppError && error.status >= 500) || stuck.times < MOST_ATTEMPTS) throw error;
      log.error({ err: error }, 'an update of Telegram could not be handled and is left out');
    }
  }

  function begin(bot: Bot, key: string, handle: Parameters<BotPoller['tick']>[0]): void {
    const stop = new AbortController();
    const done = run(bot, stop.signal, handle)
      .catch(error => {
        if (stop.signal.aborted) return;
        const [first, most] = REST_MS;
        const asked = error instanceof BotRefusal ? (error.retryAfterMs ?? 0) : 0;
        restUntil = performance.now() + Math.max(asked, Math.min(first * 2 ** failures, most));
        failures += 1;
        log.warn({ problem: (error as Error).message }, 'Telegram could not be asked for updates; trying again');
      })
      .finally(() => {
        running = null;
      });
    running = { bot: key, stop, done };
  }

  return {
    async tick(handle) {
      const leads = feed?.isLeader ?? true;
      const bot = leads && !isClosed ? await botNow({ settings, config }) : null;
      const key = bot?.mode === 'polling' ? JSON.stringify(bot) : null;
      if (running && running.bot !== key) running.stop.abort();
      if (running || isClosed || !bot || key === null || performance.now() < restUntil) return;
      begin(bot, key, handle);
    },
    async close() {
      isClosed = true;
      running?.stop.abort();
      await running?.done;
    },
  };
}
