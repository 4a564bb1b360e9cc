import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Bytes of a GCM nonce and tag (NIST SP 800-38D section 8.2 and 5.2.1.2). */
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Encrypts a secret for keeping in the store: AES-256-GCM under a key derived from SECRET_KEY. `v1.` and base64url. */
export function seal(secretKey: string, text: string): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', sealingKey(secretKey), nonce);
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return `v1.${Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url')}`;
}

/** The secret that `seal` was given; null when it is empty, was changed, or was sealed under another SECRET_KEY. */
export function unseal(secretKey: string, sealed: string): string | null {
  if (!sealed.startsWith('v1.')) return null;
  const bytes = Buffer.from(sealed.slice(3), 'base64url');
  if (bytes.length < NONCE_BYTES + TAG_BYTES) return null;
  const decipher = createDecipheriv('aes-256-gcm', sealingKey(secretKey), bytes.subarray(0, NONCE_BYTES), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]).toString('utf8');
  } catch {
    // GCM's only complaint is a tag that does not fit: changed bytes, or another key.
    return null;
  }
}

/** The last one: deriving it costs more than all else, and a server has but one SECRET_KEY. */
let derived: { secretKey: string; key: KeyObject } | null = null;

function sealingKey(secretKey: string): KeyObject {
  if (derived?.secretKey !== secretKey) {
    const bytes = Buffer.from(hkdfSync('sha256', secretKey, '', 'deskbell seal', 32));
    derived = { secretKey, key: createSecretKey(bytes) };
  }
  return derived.key;
}

/** A name that every server with the same SECRET_KEY makes alike and nobody else can foresee; base64url, 43 characters. */
export function derivedName(secretKey: string, purpose: string): string {
  return createHmac('sha256', secretKey).update(`deskbell ${purpose}`).digest('base64url');
}

/**
 * The SECRET_KEY kept in `folder`, made at the first call (mode 0600). Two processes that start at once agree, because
 * only one of them can create the file.
 * @throws when the folder can not be written or the file was cut short
 */
export function keptSecretKey(folder: string): string {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, 'secret.key');
  try {
    writeFileSync(path, `${randomBytes(32).toString('base64url')}\n`, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  const key = readFileSync(path, 'utf8').trim();
  if (key.length < 32)
    throw new Error(
      `${path} must hold the secret key that was made at the first start, got ${key.length} characters; put it back from a backup, or delete the file to make a new one.`,
    );
  return key;
}
