/** What a key is and what it opens: pure. */
import { KEY_PREFIX } from '../../../protocol/keys.ts';
import type { Scope } from '../../../protocol/scopes.ts';
import { AppError } from '../../app-error.ts';
import { newToken } from '../../tokens.ts';
import type { KeyRecord } from './store.ts';

/** Letters at its end that owners see. */
const ENDING_CHARS = 4;

/** How coarse the last use is: one write in so long, however often it is used. */
export const USE_NOTED_MS = 15 * 60_000;

/** A fresh key, and by which letters it is known. */
export function newSecretKey(): { secret: string; ending: string } {
  const secret = `${KEY_PREFIX}${newToken()}`;
  return { secret, ending: secret.slice(-ENDING_CHARS) };
}

/** The key in the header `Authorization`; null: there is none, or what is there is no key of ours. */
export function keyIn({ authorization = '' }: { authorization?: string | undefined }): string | null {
  const token = /^Bearer +(\S+)$/i.exec(authorization)?.[1];
  return token?.startsWith(KEY_PREFIX) ? token : null;
}

/** @param scope of the route; undefined: keys open it not at all. @throws AppError FORBIDDEN with what would be needed */
export function refuseOutOfScope({ name, scopes }: Pick<KeyRecord, 'name' | 'scopes'>, scope: Scope | undefined): void {
  if (scope && scopes.includes(scope)) return;
  const wanted = scope ? `a key with the scope ${scope}` : 'somebody who is signed in';
  throw new AppError('FORBIDDEN', `This needs ${wanted}; "${name}" has ${scopes.join(', ')}.`);
}

/** Whether this use is worth a write. */
export function isWorthNoting({ usedAt }: Pick<KeyRecord, 'usedAt'>, at: number): boolean {
  return usedAt === null || at - usedAt >= USE_NOTED_MS;
}
