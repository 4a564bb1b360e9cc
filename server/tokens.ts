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

/** Crockford's base 32, as bytes: no letters that look like digits, and the same order as the numbers it stands for. */
const ALPHABET = Buffer.from('0123456789abcdefghjkmnpqrstvwxyz');

const TIME_CHARS = 10;
/** One letter for each. */
const RANDOM_BYTES = 16;
/** Random bytes for ids, fetched for many at a time: the call costs 5 µs, however few it brings. Ids are no secrets. */
const pool = Buffer.alloc(256 * RANDOM_BYTES);
let used = pool.length;
/** Where an id is put together: every message makes one, and letters that are joined one by one are as many texts. */
const letters = Buffer.alloc(TIME_CHARS + RANDOM_BYTES);

/** A fresh id of 26 characters, as a ULID is made: 48 bits of time, so that ids sort roughly by age, then 80 random ones. */
export function newId(now: number = Date.now()): string {
  let rest = now;
  for (let place = TIME_CHARS - 1; place >= 0; place--) {
    letters[place] = ALPHABET[rest % 32]!;
    rest = Math.floor(rest / 32);
  }
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  for (let place = 0; place < RANDOM_BYTES; place++) letters[TIME_CHARS + place] = ALPHABET[pool[used + place]! % 32]!;
  used += RANDOM_BYTES;
  return letters.toString('latin1');
}
