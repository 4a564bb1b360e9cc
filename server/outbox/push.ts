/**
 * Sends to a browser's push service (RFC 8030), encrypted for that browser alone (RFC 8291) and signed with this server's
 * keys (RFC 8292). web-push encrypts and signs; it is sent by `post`, which has our guards, our patience and an end.
 */
import type { Config } from '../config.ts';
import { post } from './post.ts';
import { readRetryAfter } from './retry-after.ts';
import type { Refusal } from './worker.ts';

/** Where and for whom, as the browser said. */
export interface Subscription {
  endpoint: string;
  /** Its public key and the secret that it shares with us, base64url. */
  keys: { p256dh: string; auth: string };
}

/** This server's keys for push services, base64url. */
export interface PushKeys {
  publicKey: string;
  privateKey: string;
}

export interface Push {
  /** At most 3,993 bytes in UTF-8: a record of 4,096 with its header, its tag and its last byte (RFC 8291 section 4). */
  text: string;
  /** While it waits at the push service, a later one of the same topic stands in its place: 32 letters at most, base64url. */
  topic: string;
}

/** How long the push service keeps it for a browser that is away: what nobody saw in a working day is read in the inbox. */
const TTL_SECONDS = 12 * 3_600;

/** What becomes of an attempt. `gone`: there is no such subscription any more (RFC 8030 section 7.3). */
export type PushOutcome = Refusal | 'gone' | null;

/** How long a signature is used again: it is good for twelve hours, and to make one holds up everybody else. */
const SIGNED_MS = 6 * 3_600_000;
/** Push services that are known at once; there are a handful. */
const MOST_SIGNED = 100;
const signed = new Map<string, { header: string; at: number }>();

/** The signature for one push service, made anew when it grows old. @param whose service, contact and keys */
function signedFor(whose: string, at: number, sign: () => string): string {
  const kept = signed.get(whose);
  if (kept && Math.abs(at - kept.at) < SIGNED_MS) return kept.header;
  if (signed.size >= MOST_SIGNED) signed.clear();
  const header = sign();
  signed.set(whose, { header, at });
  return header;
}

/**
 * One attempt.
 * @param contact an https or mailto address that the push service may turn to
 * @returns null when it was taken: any 2xx
 */
export async function pushTo(
  { config, now }: { config: Pick<Config, 'webhooksToPrivate'>; now: () => number },
  { endpoint, keys }: Subscription,
  { text, topic }: Push,
  { publicKey, privateKey, contact, signal }: PushKeys & { contact: string; signal: AbortSignal },
): Promise<PushOutcome> {
  try {
    const { default: webPush } = await import('web-push');
    const { cipherText } = webPush.encrypt(keys.p256dh, keys.auth, text, 'aes128gcm');
    const { origin } = new URL(endpoint);
    const sign = () => webPush.getVapidHeaders(origin, contact, publicKey, privateKey, 'aes128gcm').Authorization;
    const headers = {
      authorization: signedFor([origin, contact, publicKey].join(' '), now(), sign),
      'content-type': 'application/octet-stream',
      'content-encoding': 'aes128gcm',
      ttl: String(TTL_SECONDS),
      // Somebody waits: a phone may be woken for it (RFC 8030 section 5.3).
      urgency: 'high',
      topic,
    };
    const mayBePrivate = config.webhooksToPrivate;
    const { status, retryAfter } = await post(endpoint, cipherText, { headers, mayBePrivate, signal });
    if (status >= 200 && status < 300) return null;
    if (status === 404 || status === 410) return 'gone';
    const refusal = { problem: String(status), retryAfterMs: readRetryAfter(retryAfter, now()) };
    // Too long is about this one; all else, keys that are not liked among it, would befall the next as well.
    return status === 413 ? { ...refusal, isTargetDown: false, isFinal: true } : { ...refusal, isTargetDown: true };
  } catch (error) {
    return { problem: (error as Error).message, isTargetDown: true, retryAfterMs: null };
  }
}
