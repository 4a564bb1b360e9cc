import type { WebhookMessage } from '../../protocol/webhooks.ts';
import type { WebhookRecord } from '../../server/features/webhooks/store.ts';
import type { DeliveryRecord } from '../../server/outbox/store.ts';
import type { Store } from '../../server/store/store.ts';
import { MINUTE, newWebhook } from './scene.ts';

/** A webhook in a store and what waits for it, for the rules about both. */
export function setOutbox(store: () => Store) {
  async function hooked(siteId: string | null, change: Partial<WebhookRecord> = {}): Promise<WebhookRecord> {
    const webhook = newWebhook(siteId, change);
    await store().webhooks.create(webhook);
    return webhook;
  }

  /** Everything that waits for a target or was given up, oldest first. */
  async function rowsOf(target: string): Promise<DeliveryRecord[]> {
    const pages = await Promise.all([false, true].map(isDead => store().outbox.page({ isDead, limit: 1000 })));
    return pages
      .flatMap(page => page.items)
      .filter(each => each.target === target)
      .sort((a, b) => a.createdAt - b.createdAt || a.event.localeCompare(b.event));
  }
  const eventsOf = (rows: DeliveryRecord[]) => rows.map(each => each.event);
  const messageOf = (row: DeliveryRecord) => JSON.parse(row.payload) as WebhookMessage;
  const take = (target: string, at: number, limit = 10) =>
    store().outbox.take({ target: { kind: 'webhook', id: target }, at, leaseUntil: at + MINUTE, limit });
  const due = async (at: number) => (await store().outbox.dueTargets(at)).map(each => each.id);
  const failed = (
    at: number,
    change: Partial<{ dueAt: number | null; pausedUntil: number; giveUpBefore: number }> = {},
  ) => ({
    isDelivered: false as const,
    at,
    problem: '500',
    dueAt: at + MINUTE,
    pausedUntil: null,
    giveUpBefore: null,
    ...change,
  });

  return { hooked, rowsOf, eventsOf, messageOf, take, due, failed };
}
