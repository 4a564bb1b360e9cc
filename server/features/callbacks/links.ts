import { timingSafeEqual } from 'node:crypto';
import { derivedName } from '../../secrets.ts';

/**
 * Where somebody moves or cancels their callback without the widget, below `/f/:key/`. Whoever has it may: it is made from the
 * server's secret, so nothing is kept of it, and nobody can guess it (SPEC CB7).
 */
export function callLink(secretKey: string, callbackId: string): string {
  return `call/${callbackId}/${secretOf(secretKey, callbackId)}`;
}

/** Whether the end of a link belongs to its callback. */
export function isSecretOf(secretKey: string, callbackId: string, secret: string): boolean {
  const [known, given] = [Buffer.from(secretOf(secretKey, callbackId)), Buffer.from(secret)];
  return known.length === given.length && timingSafeEqual(known, given);
}

function secretOf(secretKey: string, callbackId: string): string {
  return derivedName(secretKey, JSON.stringify(['call', callbackId]));
}
