import { timingSafeEqual } from 'node:crypto';
import { derivedName } from '../../secrets.ts';

/**
 * Where somebody says without signing in that they want no more letters, below `/f/:key/`. It is made of the server's secret, so that
 * nobody can say it for another, and works for as long as the person is there.
 */
export function stopPath(secretKey: string, contactId: string): string {
  return `stop/${contactId}/${secretOf(secretKey, contactId)}`;
}

/** Whether the end of an address belongs to its person. */
export function isSecretOfStop(secretKey: string, contactId: string, secret: string): boolean {
  const [known, given] = [Buffer.from(secretOf(secretKey, contactId)), Buffer.from(secret)];
  return known.length === given.length && timingSafeEqual(known, given);
}

function secretOf(secretKey: string, contactId: string): string {
  return derivedName(secretKey, JSON.stringify(['stop', contactId]));
}
