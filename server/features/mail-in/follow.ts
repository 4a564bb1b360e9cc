/** How accounts are read: connections that are held open, opened anew, and let go of. */
import { setTimeout as pause } from 'node:timers/promises';
import type { ImapFlow } from 'imapflow';
import { AppError } from '../../app-error.ts';
import type { Context } from '../../context.ts';
import { seal } from '../../secrets.ts';
import { createWatch, openMailbox, placeIn, readNew } from './imap.ts';
import type { MailKeeper } from './keeper.ts';
import { createCredentials } from './login.ts';
import { type MailReader, UnreadableMail } from './reader.ts';
import type { MailAccountRecord, MailPlace, MailProgress } from './store.ts';
import { takeMail } from './take.ts';
import { MailTrouble } from './trouble.ts';

/** Between two looks at the accounts. */
const LOOK_MS = 5_000;
/** Who has not said for so long that it reads an account is dead. */
const HOLD_MS = 30_000;
/** Between two looks into a folder: IDLE tells of most mails before, and may have died without a word. */
const POLL_MS = 60_000;
/** First and longest pause after trouble; the pause is a random part of it. Wrong passwords are tried rarely, or services lock the account. */
const BACKOFF_MS = [2_000, 600_000] as const;
const WRONG_LOGIN_MS = 60_000;
/** A connection that lasted so long was a good one: what comes after it is new trouble. */
const STEADY_MS = 60_000;
/** How long a mail may still be read when the server stops; what is cut off then is read again by the next one. */
const STOP_MS = 4_000;
/** How often one mail may fail before it is passed over. */
const MOST_FAILURES = 3;
/** Mails that are shown as skipped. */
const SKIPPED_SHOWN = 20;

interface Running {
  version: number;
  stop: AbortController;
  done: Promise<void>;
}

/** What the keeper is given by tests alone. */
export interface KeeperTimes {
  lookMs?: number;
  pollMs?: number;
  backoffMs?: readonly [first: number, most: number];
  stopMs?: number;
}

/** @param contextNow the rooms, all of which are there when the first mail comes */
export function createMailKeeper(
  contextNow: () => Context,
  reader: MailReader,
  { lookMs = LOOK_MS, pollMs = POLL_MS, backoffMs = BACKOFF_MS, stopMs = STOP_MS }: KeeperTimes = {},
): MailKeeper {
  const running = new Map<string, Running>();
  let serverId = '';
  let lookedAt = -Infinity;
  let looking: Promise<void> | null = null;
  let isClosed = false;

  async function look(): Promise<void> {
    const { store, now, newId } = contextNow();
    serverId ||= newId();
    const accounts = (await store.mailIn.accounts()).filter(each => each.settings.imap !== null);
    const wanted = new Map(accounts.map(each => [each.id, each]));
    for (const [id, each] of running) {
      // One that stopped by itself was another server's for a while.
      const isSame = wanted.get(id)?.version === each.version && !each.stop.signal.aborted;
      const at = now();
      const isMine = isSame && (await store.mailIn.hold({ id, serverId, at, until: at + HOLD_MS }));
      if (!isMine) await end(id, each);
    }
    for (const { id } of accounts) {
      if (running.has(id) || isClosed) continue;
      const at = now();
      const account = await store.mailIn.hold({ id, serverId, at, until: at + HOLD_MS });
      if (account) begin(account);
    }
  }

  function begin(account: MailAccountRecord): void {
    const stop = new AbortController();
    const done = followAccount(account, stop.signal);
    running.set(account.id, { version: account.version, stop, done });
  }

  async function end(id: string, { stop, done }: Running): Promise<void> {
    stop.abort();
    await done;
    running.delete(id);
  }

  /** Connects, reads, and begins anew after trouble, until it is told to stop. Never fails. */
  async function followAccount(account: MailAccountRecord, signal: AbortSignal): Promise<void> {
    const { log } = contextNow();
    const reading = createReading(account, signal);
    let failures = 0;
    while (!signal.aborted) {
      const since = performance.now();
      try {
        await reading.connectAndRead();
      } catch (error) {
        if (signal.aborted) break;
        if (performance.now() - since > STEADY_MS) failures = 0;
        failures += 1;
        const trouble = error instanceof MailTrouble ? error : new MailTrouble('lost', (error as Error).message);
        const { problem, detail } = trouble;
        log.warn({ id: account.id, problem }, 'mail can not be read now; trying again');
        await reading.keep({ connectedSince: null, problem, detail }).catch(() => {});
        await pause(pauseAfter(failures, trouble), undefined, { signal }).catch(() => {});
      }
    }
    await contextNow()
      .store.mailIn.letGo({ id: account.id, serverId })
      .catch(() => {});
  }

  function pauseAfter(failures: number, { problem }: MailTrouble): number {
    const [first, most] = backoffMs;
    const longest = Math.min(first * 2 ** (failures - 1), most);
    const least = problem === 'login' || problem === 'token' ? Math.min(WRONG_LOGIN_MS, most) : 0;
    return Math.max(least, Math.round((0.5 + Math.random() / 2) * longest));
  }

  /** One account as this server reads it: what is known of it goes over connections. */
  function createReading(account: MailAccountRecord, signal: AbortSignal) {
    const { id, version, settings } = account;
    const imap = settings.imap!;
    const credentials = createCredentials(contextNow());
    const failed = new Map<number, number>();
    let progress: MailProgress = account.progress;

    async function keep(change: Partial<MailProgress>): Promise<void> {
      progress = { ...progress, ...change };
      const isKept = await contextNow().store.mailIn.keepProgress({ id, serverId, version }, progress);
      // Another server reads it, or an owner has set it anew: two at once would tell each other what they saw.
      if (!isKept) running.get(id)?.stop.abort();
    }

    function skip(uid: number, reason: string): void {
      const { now, log } = contextNow();
      log.warn({ id, uid, reason }, 'a mail was skipped; it stays where it is');
      const skipped = [...progress.skipped, { at: now(), uid, reason: reason.slice(0, 300) }].slice(-SKIPPED_SHOWN);
      progress = { ...progress, skipped };
    }

    async function take(raw: Buffer, uid: number): Promise<boolean> {
      const context = contextNow();
      try {
        const mail = await untilStopped(reader.read(raw), signal, stopMs);
        const outcome = await takeMail(context, { ...account, progress }, mail);
        progress = { ...progress, lastMailAt: context.now() };
        return outcome !== 'passed';
      } catch (error) {
        if (error instanceof UnreadableMail) {
          skip(uid, error.message);
          return false;
        }
        // It is not the mail's fault, and it is read again.
        if (error instanceof AppError && (error.status >= 500 || error.code === 'RATE_LIMITED')) throw error;
        const failures = (failed.get(uid) ?? 0) + 1;
        failed.set(uid, failures);
        if (failures < MOST_FAILURES) throw error;
        failed.delete(uid);
        skip(uid, (error as Error).message);
        return false;
      }
    }

    async function connectAndRead(): Promise<void> {
      const { now, log } = contextNow();
      let client: ImapFlow | null = null;
      try {
        client = await openMailbox(await credentials.login(imap, progress.refreshToken, signal)).catch(error => {
          credentials.forget();
          throw error;
        });
        const close = () => client?.close();
        signal.addEventListener('abort', close, { once: true });
        const watch = createWatch(client, signal);
        let place: MailPlace = placeIn(client, progress.place, now());
        const another = credentials.renewed();
        const refreshToken = another === null ? {} : { refreshToken: seal(contextNow().config.secretKey, another) };
        await keep({ place, connectedSince: now(), problem: null, detail: '', ...refreshToken });
        log.info({ id }, 'mail is read');
        const taker = { take, skip, reached: (reached: MailPlace) => keep({ place: reached }) };
        while (!signal.aborted) {
          place = await readNew(client, imap, place, taker).catch(error =>
            waitsForRoom(error, progress.place ?? place),
          );
          await watch.next(pollMs);
        }
      } finally {
        client?.close();
      }
    }

    return { connectAndRead, keep };
  }

  return {
    tick() {
      if (isClosed || looking || performance.now() - lookedAt < lookMs) return;
      lookedAt = performance.now();
      looking = look()
        .catch(error => contextNow().log.warn({ err: error }, 'accounts of mail could not be looked at; trying again'))
        .finally(() => {
          looking = null;
        });
    },
    wake() {
      lookedAt = -Infinity;
      this.tick();
    },
    async close() {
      isClosed = true;
      await looking;
      await Promise.all([...running].map(([id, each]) => end(id, each)));
      await reader.close();
    },
  };
}

/** More came than is taken at once: what is left waits where it is, and the connection stays. */
function waitsForRoom(error: unknown, place: MailPlace): MailPlace {
  if (error instanceof AppError && error.code === 'RATE_LIMITED') return place;
  throw error;
}

/** Waits for something, but not for long once it is to stop. @throws what the signal says, and what is thrown there */
function untilStopped<T>(work: Promise<T>, signal: AbortSignal, graceMs: number): Promise<T> {
  const { promise: isOver, reject } = Promise.withResolvers<never>();
  let timer: NodeJS.Timeout | undefined;
  const begin = () => {
    timer = setTimeout(() => reject(signal.reason), graceMs);
  };
  if (signal.aborted) begin();
  else signal.addEventListener('abort', begin, { once: true });
  return Promise.race([work, isOver]).finally(() => {
    clearTimeout(timer);
    signal.removeEventListener('abort', begin);
  });
}
