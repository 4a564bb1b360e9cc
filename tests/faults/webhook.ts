import { expect } from 'vitest';
import type { Delivery } from '../../protocol/deliveries.ts';
import type { WebhookMessage } from '../../protocol/webhooks.ts';
import { openReceiver } from '../helpers/receiver.ts';
import type { Desk } from './desk.ts';
import type { Kept } from './evidence.ts';
import { until } from './until.ts';

/** Lets a server tell receivers on this machine. */
export const WEBHOOKS_HERE = { WEBHOOKS_TO_PRIVATE: 'on' };

/** Has a receiver of its own told of every entry from here on. @param desk started with `WEBHOOKS_HERE` */
export async function openWebhook(desk: Desk) {
  const receiver = await openReceiver();
  await desk.api('POST', `/v1/sites/${desk.site.key}/webhooks`, { url: receiver.url, events: ['entry.added'] });
  return {
    /**
     * Waits until nothing is left to tell. Fails unless the receiver was told of exactly these entries, of each as often as
     * may be but under one id, which no other has (SPEC D1, D2).
     */
    async expectTold(kept: Kept[]): Promise<void> {
      await until('everything to be told', async () => {
        const { deliveries } = await desk.api<{ deliveries: Delivery[] }>('GET', '/v1/deliveries?state=waiting');
        return deliveries.length === 0;
      });
      const told = receiver.got.map(({ id, body }) => {
        const { conversationId, seq } = (JSON.parse(body) as WebhookMessage).data.entry!;
        return { id, entry: `${conversationId} ${seq}` };
      });
      const byId = new Map(told.map(({ id, entry }) => [id, entry]));
      expect(told.filter(({ id, entry }) => byId.get(id) !== entry)).toEqual([]);
      const wanted = kept.map(({ conversationId, seq }) => `${conversationId} ${seq}`);
      expect([...byId.values()].toSorted()).toEqual(wanted.toSorted());
    },
  };
}
