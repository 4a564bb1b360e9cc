import { timingSafeEqual } from 'node:crypto';
import { derivedName } from '../../secrets.ts';

/**
 * Where somebody says how a visit was without signing in, below `/f/:key/`. It is made of the server's secret: nothing of it is kept,
 * and nobody can guess it. It shows no more of the booking than what is asked about, and moves and cancels nothing.
 */
export function askedPath(secretKey: string, bookingId: string): string {
  return `asked/${bookingId}/${secretOf(secretKey, bookingId)}`;
}

/** Whether the end of an address belongs to its booking. */
export function isSecretOfAsked(secretKey: string, bookingId: string, secret: string): boolean {
  const [known, given] = [Buffer.from(secretOf(secretKey, bookingId)), Buffer.from(secret)];
  return known.length === given.length && timingSafeEqual(known, given);
}

function secretOf(secretKey: string, bookingId: string): string {
  return derivedName(secretKey, JSON.stringify(['asked', bookingId]));
}
