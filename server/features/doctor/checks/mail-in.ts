import { setTimeout as pause } from 'node:timers/promises';
import { type Said, said } from '../../../../protocol/doctor/says.ts';
import type { Context } from '../../../context.ts';
import { isMailOn } from '../../mail/letters.ts';
import { type MailTrouble, problemOf } from '../../mail/rules.ts';
import type { MailAccountRecord } from '../../mail-in/store.ts';
import { sendTrial, trialOf } from '../../mail-in/trial.ts';
import type { Check } from '../check.ts';

/** What was told at one look is not told at the next again. */
const RECENT_MS = 24 * 3_600_000;

/** A mail that is on its way so long is not coming. */
const LOST_MS = 10 * 60_000;
/** How long one that was just sent is waited for, and how often it is looked for. */
const WAIT_MS = 15_000;
const LOOK_MS = 250;
/** With the sending. */
const PATIENCE_MS = 28_000;

/** Whether mail that comes is read, of each account, and where mail leaves, whether one of ours comes back (SPEC DR6). */
export const mailIn: Check = mailInCheck(WAIT_MS);

/** @param waitMs for one that was just sent */
export function mailInCheck(waitMs: number): Check {
  return {
    name: 'mailIn',
    patienceMs: PATIENCE_MS,
    run: (context, signal) => lookAt(context, waitMs, signal),
  };
}

async function lookAt(context: Context, waitMs: number, signal: AbortSignal): Promise<Said[]> {
  const { store, config, now } = context;
  const accounts = await store.mailIn.accounts();
  if (accounts.length === 0) return [said('mailInOff')];
  const looks = accounts.map(async account => {
    const about = aboutAccount(account, now());
    const isRead = account.progress.problem === null && (!account.settings.imap || account.progress.connectedSince);
    return isRead && isMailOn(config) ? [...about, await aboutTrial(context, account, { waitMs, signal })] : about;
  });
  return (await Promise.all(looks)).flat();
}

async function aboutTrial(
  context: Context,
  account: MailAccountRecord,
  { waitMs, signal }: { waitMs: number; signal: AbortSignal },
): Promise<Said> {
  const { address } = account.settings;
  const { now } = context;
  const last = await trialOf(context, account);
  const isLost = last?.backAt === null && now() - last.sentAt >= LOST_MS;
  let trial = last;
  if (!last || last.backAt !== null || isLost) {
    try {
      trial = await sendTrial(context, account);
    } catch (error) {
      return said('mailInUnsent', { address, problem: problemOf(error as MailTrouble, address) });
    }
  }
  const until = performance.now() + waitMs;
  while (trial?.backAt === null && performance.now() < until) {
    await pause(LOOK_MS, undefined, { signal });
    trial = await trialOf(context, account);
  }
  if (trial && trial.backAt !== null) return said('mailInBack', { address, age: trial.backAt - trial.sentAt });
  if (isLost) return said('mailInLost', { address, age: now() - last.sentAt });
  // Some are looked for once a minute.
  if (last && last.backAt !== null) return said('mailInBack', { address, age: last.backAt - last.sentAt });
  return said('mailInAway', { address, age: now() - (trial?.sentAt ?? now()) });
}

function aboutAccount({ settings, progress }: Pick<MailAccountRecord, 'settings' | 'progress'>, now: number): Said[] {
  const { address, imap } = settings;
  const { problem, detail, skipped } = progress;
  if (problem !== null) return [said('mailInTrouble', { address, problem: detail || problem })];
  const n = skipped.filter(({ at }) => now - at < RECENT_MS).length;
  const unread = n > 0 ? [said('mailInSkipped', { address, n })] : [];
  if (!imap) return [said('mailInBrought', { address }), ...unread];
  return [aboutConnection(address, progress.connectedSince, now), ...unread];
}

function aboutConnection(address: string, since: number | null, now: number): Said {
  if (since === null) return said('mailInOpening', { address });
  return said('mailInConnected', { address, age: Math.max(0, now - since) });
}
