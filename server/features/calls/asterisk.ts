/** How the manager interface is heard: a line that is held open, and opened anew. */
import { z } from 'zod';
import type { Context } from '../../context.ts';
import { unseal } from '../../secrets.ts';
import type { SettingsPart } from '../settings/settings.ts';
import { type AmiLogin, AmiRefusal, openAmi } from './ami.ts';
import { createAmiCalls } from './ami-calls.ts';
import { hearCall, lineOfNumber } from './commands.ts';
import type { SaidCall } from './dialects.ts';
import type { AsteriskKeeper, AsteriskState } from './keeper.ts';
import { type KeptTelephone, TELEPHONE } from './settings.ts';

/** First and longest pause before the next try; the pause is a random part of it. A wrong password is tried rarely. */
const BACKOFF_MS = [1_000, 60_000] as const;

const state = z.object({ isConnected: z.boolean(), problem: z.string() });
/** For whoever asks at another server. */
const STATE: SettingsPart<AsteriskState> = {
  name: 'telephone.asterisk',
  schema: state,
  initial: { isConnected: false, problem: '' },
};

/** The account; null: none is set, or it was sealed under another SECRET_KEY. */
export function amiLogin(config: Context['config'], { settings, secrets }: KeptTelephone): AmiLogin | null {
  const { host, port, isTls, user } = settings.asterisk;
  const secret = secrets.asterisk === '' ? '' : unseal(config.secretKey, secrets.asterisk);
  if (host === '' || secret === null) return null;
  return { host, port, isTls, user, secret, mayBePrivate: config.webhooksToPrivate };
}

/** @param contextNow the rooms, all of which are there when the first call comes */
export function createAsterisk(
  contextNow: () => Context,
  backoffMs: readonly [number, number] = BACKOFF_MS,
): AsteriskKeeper {
  let running: { key: string; stop: AbortController; done: Promise<void> } | null = null;
  let failures = 0;
  let restUntil = 0;
  let isClosed = false;

  async function note(said: AsteriskState): Promise<void> {
    const { settings, log } = contextNow();
    const before = await settings.read(STATE);
    if (JSON.stringify(before) === JSON.stringify(said)) return;
    await settings.write(STATE, said).catch(error => log.warn({ err: error }, 'how Asterisk is could not be kept'));
  }

  async function hear(login: AmiLogin, signal: AbortSignal): Promise<void> {
    const { log, settings } = contextNow();
    const { settings: set } = await settings.read(TELEPHONE);
    const names = new Set(set.extensions.map(each => each.name.toLowerCase()));
    const calls = createAmiCalls(name => name !== '' && names.has(name.toLowerCase()));
    // One after another: what is told of a call is written in its order, though none depends on it.
    let last: Promise<void> = Promise.resolve();
    const ami = await openAmi(login, {
      events: 'call',
      signal,
      onEvent(event) {
        const said = calls.read(event);
        if (!said) return;
        last = last
          .then(() => take(said))
          .catch(error => log.warn({ err: error }, 'what Asterisk told of a call could not be kept'));
      },
    });
    failures = 0;
    log.info('Asterisk is heard');
    await note({ isConnected: true, problem: '' });
    const why = await ami.closed;
    await last;
    if (!signal.aborted) throw new Error(why);
  }

  async function take(said: SaidCall): Promise<void> {
    const context = contextNow();
    const lines = (await context.settings.read(TELEPHONE)).lines.filter(each => each.dialect === 'asterisk');
    const line = (await lineOfNumber(context, lines, said.ownNumber)) ?? lines[0];
    if (line) await hearCall(context, line, said);
  }

  function begin(login: AmiLogin, key: string): void {
    const { log } = contextNow();
    const stop = new AbortController();
    const done = hear(login, stop.signal)
      .catch(async error => {
        if (stop.signal.aborted) return;
        const [first, most] = backoffMs;
        const longest = error instanceof AmiRefusal ? most : Math.min(first * 2 ** failures, most);
        failures += 1;
        restUntil = performance.now() + Math.random() * longest;
        const problem = (error as Error).message.slice(0, 200);
        log.warn({ problem }, 'Asterisk is not heard now; trying again');
        await note({ isConnected: false, problem });
      })
      .catch(error => log.warn({ err: error }, 'how Asterisk is could not be kept'))
      .finally(() => {
        running = null;
      });
    running = { key, stop, done };
  }

  return {
    async tick() {
      const { feed, settings, switches, config } = contextNow();
      const isWanted = !isClosed && (feed?.isLeader ?? true) && (await switches.read()).telephone;
      const telephone = isWanted ? await settings.read(TELEPHONE) : null;
      const login = telephone && amiLogin(config, telephone);
      const key = login && JSON.stringify([login, telephone!.settings.extensions]);
      if (running && running.key !== key) running.stop.abort();
      if (running || isClosed || !login || key === null || performance.now() < restUntil) return;
      begin(login, key);
    },
    wake() {
      restUntil = 0;
    },
    state: () => contextNow().settings.read(STATE),
    async close() {
      isClosed = true;
      running?.stop.abort();
      await running?.done;
    },
  };
}
