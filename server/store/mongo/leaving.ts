import type { ClientSession } from 'mongodb';
import { type DeskNews, deskDeliveries } from '../../features/webhooks/rules.ts';
import type { WebhookRecord } from '../../features/webhooks/store.ts';
import type { DeliveryRecord } from '../../outbox/store.ts';
import type { Database } from './connection.ts';
import { entity, stored } from './documents.ts';

/** How long another server's new or changed webhook may take to be known here: one read for all messages of that time. */
const KNOWN_MS = 2_000;

/** What leaves through the store, on its way in: written by the transaction of its cause (SPEC D1). */
export interface Leaving {
  webhooks(): Promise<WebhookRecord[]>;
  /** After a change of this server's own. */
  forget(): void;
  write(session: ClientSession, deliveries: DeliveryRecord[]): Promise<void>;
  /** Writes what webhooks are to be told of what no entry tells of. @returns whether there was anything */
  tell(session: ClientSession, news: readonly DeskNews[]): Promise<boolean>;
}

export function createLeaving(database: Database): Leaving {
  let known: { at: number; webhooks: Promise<WebhookRecord[]> } | null = null;

  async function read(): Promise<WebhookRecord[]> {
    try {
      return (await database.webhooks.find().toArray()).map(entity);
    } catch (error) {
      known = null;
      throw error;
    }
  }

  function webhooks(): Promise<WebhookRecord[]> {
    if (!known || performance.now() - known.at >= KNOWN_MS) known = { at: performance.now(), webhooks: read() };
    return known.webhooks;
  }

  async function write(session: ClientSession, deliveries: DeliveryRecord[]): Promise<void> {
    if (deliveries.length > 0) await database.deliveries.insertMany(deliveries.map(stored), { session });
  }

  return {
    webhooks,
    forget() {
      known = null;
    },
    write,
    async tell(session, news) {
      if (news.length === 0) return false;
      const deliveries = deskDeliveries(await webhooks(), news);
      await write(session, deliveries);
      return deliveries.length > 0;
    },
  };
}
