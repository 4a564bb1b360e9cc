import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { AppError } from './app-error.ts';
import { isTriedFirst } from './known-passwords.ts';

/** scrypt's cost: CPU and memory (2^logN blocks of 128 × r bytes), and how often it is done over. */
export interface PasswordCost {
  logN: number;
  r: number;
  p: number;
}

/**
 * OWASP's Password Storage Cheat Sheet lists N=2^15, r=8, p=3 among its equally strong choices; this one takes 32 MiB for
 * each sign-in under way, which a small machine bears even when all four threads of libuv's pool hash at once.
 */
const COST: PasswordCost = { logN: 15, r: 8, p: 3 };
const KEY_BYTES = 32;
const SALT_BYTES = 16;

/**
 * The hash of a password that somebody has chosen.
 * @param house words that no password may be made of, as `houseWords` tells them
 * @throws AppError PASSWORD_KNOWN, with the field
 */
export async function hashChosen(password: string, house: readonly string[]): Promise<string> {
  if (await isTriedFirst(password, house))
    throw new AppError('PASSWORD_KNOWN', undefined, { fields: { password: 'PASSWORD_KNOWN' } });
  return hashPassword(password);
}

/**
 * Hashes a password for keeping, as `scrypt$logN$r$p$salt$key`. The cost stands in the hash, so that it can be raised
 * later without locking anybody out.
 * @param cost only tests pass one, to be quick
 */
export async function hashPassword(password: string, cost: PasswordCost = COST): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const key = await derive(password, salt, cost, KEY_BYTES);
  return ['scrypt', cost.logN, cost.r, cost.p, salt.toString('base64url'), key.toString('base64url')].join('$');
}

/** Nobody's hash: its key is no output of scrypt for any password that someone could type. */
const NOBODY = ['scrypt', COST.logN, COST.r, COST.p, 'bm9ib2R5', Buffer.alloc(KEY_BYTES).toString('base64url')].join(
  '$',
);

/**
 * Whether the password is the one that was hashed. With `null` for the hash (nobody has that e-mail) it takes as long and
 * says no, so that the time of an answer does not tell who works here.
 */
export async function verifyPassword(password: string, hash: string | null): Promise<boolean> {
  const [scheme, logN, r, p, salt, key] = (hash ?? NOBODY).split('$');
  if (scheme !== 'scrypt' || !salt || !key)
    throw new Error('A stored password hash has a shape that is not known here.');
  const wanted = Buffer.from(key, 'base64url');
  const cost = { logN: Number(logN), r: Number(r), p: Number(p) };
  const came = await derive(password, Buffer.from(salt, 'base64url'), cost, wanted.length);
  return timingSafeEqual(came, wanted) && hash !== null;
}

function derive(password: string, salt: Buffer, { logN, r, p }: PasswordCost, bytes: number): Promise<Buffer> {
  const N = 2 ** logN;
  // Keyboards differ in how they compose a letter; NIST SP 800-63B section 3.1.1.2 asks for one normal form.
  const text = password.normalize('NFKC');
  return new Promise((resolve, reject) =>
    // OpenSSL refuses when its need is above maxmem; it needs a little more than 128 × N × r.
    scrypt(text, salt, bytes, { N, r, p, maxmem: 128 * N * r + 128 * r * p + 1024 * 1024 }, (error, key) =>
      error ? reject(error) : resolve(key),
    ),
  );
}
