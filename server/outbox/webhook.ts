/**
 * Sends to webhooks. Signed as Standard Webhooks 1.0 says
 * (https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md), so that receivers can check
 * what they get with the libraries they have.
 */
import { createHmac } from 'node:crypto';
import type { Config } from '../config.ts';
import type { WebhookRecord, WebhookSecret } from '../features/webhooks/store.ts';
import { unseal } from '../secrets.ts';
import type { Store } from '../store/store.ts';
import { post } from './post.ts';
import { readRetryAfter } from './retry-after.ts';
import type { DeliveryRecord } from './store.ts';
import type { Refusal, Sender } from './worker.ts';

/** Before the secret's bytes, in base64. */
export const SECRET_PREFIX = 'whsec_';

/** What is sent, and under which id. */
type Message = Pick<DeliveryRecord, 'id' | 'payload'>;

/** What every attempt needs besides the webhook. */
export interface Outgoing {
  config: Pick<Config, 'secretKey' | 'webhooksToPrivate'>;
  now: () => number;
}

/** The sender of the kind `webhook`. One that was removed since it was taken takes along what waits for it. */
export function createWebhookSender(store: Pick<Store, 'webhooks'>, outgoing: Outgoing): Sender {
  return {
    async open(id) {
      const webhook = (await store.webhooks.all()).find(each => each.id === id);
      return webhook ? (delivery, signal) => sendTo(outgoing, webhook, delivery, signal) : null;
    },
  };
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

/** Headers of one attempt; signed with every secret that is live (SPEC D4). */
function signedHeaders(
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
