import { timingSafeEqual } from 'node:crypto';
import { derivedName } from '../../secrets.ts';

/**
 * Where somebody sees their place in a waiting list, takes or declines what they are offered, and leaves, without signing in; below
 * `/f/:key/`. It is made of the server's secret: nothing of it is kept, and nobody can guess it (SPEC WL6).
 */
export function waitPath(secretKey: string, waitId: string): string {
  return `waiting/${waitId}/${secretOf(secretKey, waitId)}`;
}

/** Whether the end of an address belongs to its wait. */
export function isSecretOfWait(secretKey: string, waitId: string, secret: string): boolean {
  const [known, given] = [Buffer.from(secretOf(secretKey, waitId)), Buffer.from(secret)];
  return known.length === given.length && timingSafeEqual(known, given);
}

/** 132 bits, and short: it stands in messages that are paid for by their length. */
function secretOf(secretKey: string, waitId: string): string {
  return derivedName(secretKey, JSON.stringify(['wait', waitId])).slice(0, 22);
}
