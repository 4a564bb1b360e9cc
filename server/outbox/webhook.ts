/** Sends to webhooks. */
import type { WebhookMessage } from '../../protocol/webhooks.ts';
import type { Config } from '../config.ts';
import type { Core } from '../core.ts';
import { noticeNow } from '../features/notices/now.ts';
import { NOTICE_EVENT } from '../features/notices/ways.ts';
import type { WebhookRecord } from '../features/webhooks/store.ts';
import { post } from './post.ts';
import { readRetryAfter } from './retry-after.ts';
import { signedHeaders } from './signing.ts';
import type { DeliveryRecord } from './store.ts';
import type { Refusal, Sender } from './worker.ts';

/** What is sent, and under which id. */
type Message = Pick<DeliveryRecord, 'id' | 'payload'>;

/** What every attempt needs besides the webhook. */
export interface Outgoing {
  config: Pick<Config, 'secretKey' | 'webhooksToPrivate'>;
  now: () => number;
}

/** The sender of the kind `webhook`. One that was removed since it was taken takes along what waits for it. */
export function createWebhookSender(outgoing: Pick<Core, 'store' | 'config' | 'now' | 'ownAddress'>): Sender {
  const { store } = outgoing;

  /** Whether it tells an agent what somebody has seen to by now. */
  async function isOver({ event, payload }: DeliveryRecord): Promise<boolean> {
    if (event !== NOTICE_EVENT) return false;
    const { data } = JSON.parse(payload) as WebhookMessage;
    return (await noticeNow(outgoing, data.notice!.id)) === null;
  }

  return {
    async open(id) {
      const webhook = (await store.webhooks.all()).find(each => each.id === id);
      if (!webhook) return null;
      return async (delivery, signal) =>
        (await isOver(delivery)) ? null : sendTo(outgoing, webhook, delivery, signal);
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
