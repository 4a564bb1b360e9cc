import type { Engine } from '../../store/sqlite/engine.ts';
import { ALL_WEBHOOKS, webhookFromRow } from '../../store/sqlite/webhook-rows.ts';
import type { WebhookStore } from './store.ts';

/** See `WebhookStore`. */
export function createWebhookStore({ reader, write, read, rows, leaving }: Engine): WebhookStore {
  const committed = reader.prepare(ALL_WEBHOOKS);

  return {
    all: () => read(() => committed.all().map(webhookFromRow)),
    create: (webhook, row) =>
      write(() => {
        rows.webhooks.add(webhook);
        rows.audit.add(row);
      }),

    update: (id, change, row) =>
      write(() => {
        const before = rows.webhooks.all().find(each => each.id === id);
        if (!before) return null;
        const webhook = { ...before, ...change };
        rows.webhooks.save(webhook);
        rows.audit.add(row);
        return webhook;
      }),

    delete: (id, row) =>
      write(() => {
        leaving.dropTarget({ kind: 'webhook', id });
        if (!rows.webhooks.drop(id)) return false;
        rows.audit.add(row);
        return true;
      }),
  };
}
