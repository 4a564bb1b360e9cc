/**
 * How what leaves is signed: as Standard Webhooks 1.0 says
 * (https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md), so that receivers can check
 * what they get with the libraries they have.
 */
import { createHmac, randomBytes } from 'node:crypto';
import type { WebhookSecret } from '../features/webhooks/store.ts';
import { seal, unseal } from '../secrets.ts';
import type { DeliveryRecord } from './store.ts';

/** Before the secret's bytes, in base64. */
const SECRET_PREFIX = 'whsec_';
/** Of a secret; the specification takes 24 to 64. */
const SECRET_BYTES = 32;
/** How long the secret before the newest goes on signing: time for the receiver to take the new one. */
const ROTATION_MS = 24 * 3_600_000;

/** A fresh secret, as it is shown to its owner. */
export function newSecret(): string {
  return SECRET_PREFIX + randomBytes(SECRET_BYTES).toString('base64');
}

/** The secrets with a new one; the one before it signs for another 24 h, older ones are gone. */
export function rotated(
  secretKey: string,
  before: readonly WebhookSecret[],
  secret: string,
  at: number,
): WebhookSecret[] {
  const newest = { sealed: seal(secretKey, secret), endsAt: null };
  return [newest, ...before.slice(0, 1).map(each => ({ ...each, endsAt: at + ROTATION_MS }))];
}

/** Until when the secret before the newest signs too; null: there is only one. */
export function oldSecretUntil(secrets: readonly WebhookSecret[], at: number): number | null {
  return secrets.find(({ endsAt }) => endsAt !== null && endsAt > at)?.endsAt ?? null;
}

/**
 * Headers of one attempt; signed with every secret that is live (SPEC D4).
 * @throws Error where a secret can not be read any more
 */
export function signedHeaders(
  secretKey: string,
  secrets: readonly WebhookSecret[],
  { id, payload }: Pick<DeliveryRecord, 'id' | 'payload'>,
  at: number,
): Record<string, string> {
  const timestamp = String(Math.floor(at / 1000));
  const live = secrets.filter(each => each.endsAt === null || each.endsAt > at);
  const signatures = live.map(each => {
    const secret = unseal(secretKey, each.sealed);
    if (secret === null) throw new Error('its secret was sealed under another SECRET_KEY; make a new one');
    const key = Buffer.from(secret.slice(SECRET_PREFIX.length), 'base64');
    return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${payload}`).digest('base64')}`;
  });
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures.join(' ') };
}
