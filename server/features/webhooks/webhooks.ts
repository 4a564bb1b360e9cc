/**
 * Webhooks: the first that is delivered through the store. Signed as Standard Webhooks 1.0 says
 * (https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md), so that receivers can check
 * them with the libraries they have.
 */
import { createHmac, randomBytes } from 'node:crypto';
import type { Webhook } from '../../../protocol/webhooks.ts';
import { AppError } from '../../app-error.ts';
import type { Config } from '../../config.ts';
import { addressIn, isLoopbackHost, isPublicAddress } from '../../outbox/addresses.ts';
import { post } from '../../outbox/post.ts';
import type { DeliveryRecord, Target } from '../../outbox/store.ts';
import type { Refusal, Send } from '../../outbox/worker.ts';
import { seal, unseal } from '../../secrets.ts';
import type { Store } from '../../store/store.ts';
import type { WebhookRecord, WebhookSecret } from './store.ts';

const SECRET_PREFIX = 'whsec_';
/** The specification takes 24 to 64. */
const SECRET_BYTES = 32;
/** How long the secret before the newest goes on signing: time for the receiver to take the new one. */
const ROTATION_MS = 24 * 3_600_000;

/** What is sent, and under which id. */
type Message = Pick<DeliveryRecord, 'id' | 'payload'>;

/** A fresh signing secret, as its owner is shown it once. */
export function newWebhookSecret(): string {
  return SECRET_PREFIX + randomBytes(SECRET_BYTES).toString('base64');
}

/** The secrets with a new one; the one before it signs for another 24 h, older ones are gone. */
export function rotated(secretKey: string, before: WebhookSecret[], secret: string, at: number): WebhookSecret[] {
  const newest = { sealed: seal(secretKey, secret), endsAt: null };
  return [newest, ...before.slice(0, 1).map(each => ({ ...each, endsAt: at + ROTATION_MS }))];
}

/** The webhook as its owner sees it. */
export function webhookOf({ secrets, ...webhook }: WebhookRecord, target: Target | undefined, at: number): Webhook {
  const old = secrets.find(each => each.endsAt !== null && each.endsAt > at);
  return { ...webhook, oldSecretUntil: old?.endsAt ?? null, failingSince: target?.failingSince ?? null };
}

/**
 * The address as it is kept: https, or http to this very machine; no private network unless this server's
 * owner allows it. Names are looked at again when they are connected to.
 * @throws AppError FIELD_INVALID
 */
export function checkedUrl({ webhooksToPrivate }: Pick<Config, 'webhooksToPrivate'>, text: string): string {
  const refuse = (wanted: string) => {
    const detail = `url must be ${wanted}, got ${JSON.stringify(text)}.`;
    throw new AppError('FIELD_INVALID', detail, { fields: { url: 'FIELD_INVALID' } });
  };
  if (!URL.canParse(text.trim())) return refuse('an address such as https://crm.example/hooks');
  const url = new URL(text.trim());
  const isLocal = isLoopbackHost(url.hostname);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLocal)) return refuse('https, or http to localhost');
  // Node would send them as a header, and they would stand in lists and logs.
  if (url.username || url.password) return refuse('without a user and password');
  const address = addressIn(url);
  if (!webhooksToPrivate && (isLocal || (address && !isPublicAddress(address)))) {
    return refuse('a public address unless WEBHOOKS_TO_PRIVATE is on');
  }
  url.hash = '';
  return url.href;
}

/** Headers of one attempt; signed with every secret that is live (SPEC D4). */
export function signedHeaders(
  secretKey: string,
  secrets: WebhookSecret[],
  { id, payload }: Message,
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

export interface Outgoing {
  config: Pick<Config, 'secretKey' | 'webhooksToPrivate'>;
  now: () => number;
}

/**
 * One attempt to tell a webhook something.
 * @returns null when it was taken: any 2xx
 */
export async function sendTo(
  { config, now }: Outgoing,
  webhook: Pick<WebhookRecord, 'url' | 'secrets'>,
  message: Message,
  signal: AbortSignal,
): Promise<Refusal | null> {
  try {
    const headers = signedHeaders(config.secretKey, webhook.secrets, message, now());
    const mayBePrivate = config.webhooksToPrivate;
    const { status, retryAfter } = await post(webhook.url, message.payload, { headers, mayBePrivate, signal });
    if (status >= 200 && status < 300) return null;
    // Other 4xx are about this one delivery; the next may well be taken.
    const isTargetDown = status >= 500 || status === 429 || status === 408 || status < 400;
    return { problem: String(status), isTargetDown, retryAfterMs: readRetryAfter(retryAfter, now()) };
  } catch (error) {
    return { problem: (error as Error).message, isTargetDown: true, retryAfterMs: null };
  }
}

/** Sends what the store has for webhooks. */
export function createWebhookSender(store: Pick<Store, 'webhooks'>, outgoing: Outgoing): Send {
  return async (delivery, signal) => {
    const webhook = (await store.webhooks.all()).find(each => each.id === delivery.target);
    // Removed since it was taken, and what waits for it too.
    if (!webhook) return null;
    return sendTo(outgoing, webhook, delivery, signal);
  };
}

/** Milliseconds; seconds or a date (RFC 9110 section 10.2.3). */
function readRetryAfter(header: string | undefined, at: number): number | null {
  if (header === undefined) return null;
  const ms = /^\d{1,9}$/.test(header.trim()) ? Number(header) * 1000 : Date.parse(header) - at;
  return Number.isFinite(ms) && ms > 0 ? ms : null;
}
