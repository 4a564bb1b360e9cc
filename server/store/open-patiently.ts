import { setTimeout as pause } from 'node:timers/promises';
import { AppError } from '../app-error.ts';
import { openStore } from './open.ts';
import type { Store } from './store.ts';

/** A database that starts beside us (compose, a power cut) is up within this; one that is not needs a person. */
const PATIENCE_MS = 30_000;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 5_000;

/**
 * Opens the store, and keeps trying while it can not be reached.
 * @param tell hears each failure, in one sentence that names the database and never its password
 * @throws Error with such a sentence: at once when waiting would not help, else after 30 s
 */
export async function openPatiently(
  databaseUrl: string,
  tell: (sentence: string) => void,
  open: (databaseUrl: string) => Promise<Store> = openStore,
): Promise<Store> {
  const name = shownUrl(databaseUrl);
  const deadline = performance.now() + PATIENCE_MS;
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
    try {
      return await open(databaseUrl);
    } catch (error) {
      const reason = reasonOf(error, databaseUrl);
      if (!(error instanceof AppError) || error.code !== 'STORE_UNAVAILABLE') {
        throw new Error(`The database ${name} can not be used: ${reason}`, { cause: error });
      }
      const leftMs = deadline - performance.now();
      if (leftMs <= pauseMs) {
        throw new Error(`The database ${name} could not be reached for ${PATIENCE_MS / 1000} s: ${reason}`, {
          cause: error,
        });
      }
      tell(`The database ${name} can not be reached: ${reason} Trying again in ${pauseMs / 1000} s.`);
      await pause(pauseMs);
    }
  }
}

/** The address without user, password and options. */
function shownUrl(databaseUrl: string): string {
  return databaseUrl.replace(/\/\/[^@/]*@/, '//').split('?', 1)[0]!;
}

/** One sentence. Drivers like to quote the address they were given, so the password is taken out wherever it stands. */
export function reasonOf(error: unknown, databaseUrl: string): string {
  let text = (error instanceof Error ? error.message : String(error)).replaceAll(databaseUrl, shownUrl(databaseUrl));
  for (const password of passwordsIn(databaseUrl)) text = text.replaceAll(password, '…');
  return text.endsWith('.') ? text : `${text}.`;
}

/** As it stands in the address, and as a driver would decode it. */
function passwordsIn(databaseUrl: string): string[] {
  const [, written] = /\/\/[^@/:]*:([^@/]+)@/.exec(databaseUrl) ?? [];
  if (!written) return [];
  try {
    return [written, decodeURIComponent(written)];
  } catch {
    // A stray percent sign; the driver takes it as it is, or refuses it.
    return [written];
  }
}
