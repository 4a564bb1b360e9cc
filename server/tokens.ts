import { hash, randomBytes, randomFillSync } from 'node:crypto';

/** A fresh secret for a visitor, a session or an invitation: 192 bits, safe in URLs and headers. */
export function newToken(): string {
  return randomBytes(24).toString('base64url');
}

/**
 * What the store keeps in place of a token, so that a stolen database opens nothing. A plain SHA-256 is enough,
 * because tokens carry 192 random bits: there is nothing to guess that a slow hash would have to protect.
 */
export function hashToken(token: string): string {
  return hash('sha256', token, 'base64url');
}

/** Crockford's base 32: no letters that look like digits, and the same order as the numbers it stands for. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/** One letter for each. */
const RANDOM_BYTES = 16;
/** Random bytes for ids, fetched for many at a time: the call costs 5 µs, however few it brings. Ids are no secrets. */
const pool = Buffer.alloc(256 * RANDOM_BYTES);
let used = pool.length;

/** A fresh id of 26 characters, as a ULID is made: 48 bits of time, so that ids sort roughly by age, then 80 random ones. */
export function newId(now: number = Date.now()): string {
  let time = '';
  for (let rest = now, place = 0; place < 10; place++) {
    time = ALPHABET[rest % 32] + time;
    rest = Math.floor(rest / 32);
  }
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  let random = '';
  for (const byte of pool.subarray(used, used + RANDOM_BYTES)) random += ALPHABET[byte % 32];
  used += RANDOM_BYTES;
  return time + random;
}
