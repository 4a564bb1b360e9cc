import { createHash, randomBytes } from 'node:crypto';

/** A fresh secret for a visitor, a session or an invitation: 192 bits, safe in URLs and headers. */
export function newToken(): string {
  return randomBytes(24).toString('base64url');
}

/**
 * What the store keeps in place of a token, so that a stolen database opens nothing. A plain SHA-256 is enough,
 * because tokens carry 192 random bits: there is nothing to guess that a slow hash would have to protect.
 */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}

/** Crockford's base 32: no letters that look like digits, and the same order as the numbers it stands for. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/** A fresh id of 26 characters, as a ULID is made: 48 bits of time, so that ids sort roughly by age, then 80 random ones. */
export function newId(now: number = Date.now()): string {
  let time = '';
  for (let rest = now, place = 0; place < 10; place++) {
    time = ALPHABET[rest % 32] + time;
    rest = Math.floor(rest / 32);
  }
  let random = '';
  for (const byte of randomBytes(16)) random += ALPHABET[byte % 32];
  return time + random;
}
