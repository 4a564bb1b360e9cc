import { timingSafeEqual } from 'node:crypto';
import { derivedName } from '../../secrets.ts';

/**
 * Where somebody sees their balance without signing in, below `/f/:key/`. Its end is made of the server's secret: it is kept nowhere,
 * and nobody can guess it (SPEC LY11).
 */
export function balancePath(secretKey: string, linkId: string): string {
  return `balance/${linkId}/${secretOf(secretKey, linkId)}`;
}

export function isSecretOfBalance(secretKey: string, linkId: string, secret: string): boolean {
  const [known, given] = [Buffer.from(secretOf(secretKey, linkId)), Buffer.from(secret)];
  return known.length === given.length && timingSafeEqual(known, given);
}

function secretOf(secretKey: string, linkId: string): string {
  return derivedName(secretKey, JSON.stringify(['balance', linkId]));
}
