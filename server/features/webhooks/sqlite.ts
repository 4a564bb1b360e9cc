import type { WebhookEvent } from '../../../protocol/webhooks.ts';
import type { FlatStore } from '../../store/flat.ts';
import type { Turns } from '../../store/sqlite/turns.ts';
import type { WebhookRecord, WebhookSecret } from './store.ts';

interface WebhookRow {
  id: string;
  siteId: string;
  url: string;
  events: string;
  isDisabled: number;
  secrets: string;
  createdAt: number;
}

const ALL = `SELECT id, site AS siteId, url, events, is_disabled AS isDisabled, secrets, created_at AS createdAt
  FROM webhooks ORDER BY created_at, row`;

export type Webhooks = ReturnType<typeof createWebhooks>;

/** Webhooks: few, and known by heart, so that a message on a server without any asks nothing. */
export function createWebhooks({ writer, reader, write, read, onUndo }: Turns) {
  let known: WebhookRecord[] | null = null;
  onUndo(() => {
    known = null;
  });

  const all = writer.prepare(ALL);
  const committed = reader.prepare(ALL);
  const insert = writer.prepare(`
    INSERT INTO webhooks (id, site, url, events, is_disabled, secrets, created_at) VALUES (?, ?, ?, ?, ?, ?, ?)`);
  const change = writer.prepare('UPDATE webhooks SET url = ?, events = ?, is_disabled = ?, secrets = ? WHERE id = ?');
  const drop = writer.prepare('DELETE FROM webhooks WHERE id = ?');
  const dropTarget = writer.prepare("DELETE FROM targets WHERE kind = 'webhook' AND id = ?");
  const dropDeliveries = writer.prepare("DELETE FROM deliveries WHERE kind = 'webhook' AND target = ?");

  function inStep(): WebhookRecord[] {
    known ??= all.all().map(fromRow);
    return known;
  }

  return {
    /** Inside a step: all of them, as they are in it. */
    inStep,

    verbs: {
      webhooks: () => read(() => committed.all().map(fromRow)),

      createWebhook: ({ id, siteId, url, events, isDisabled, secrets, createdAt }) =>
        write(() => {
          insert.run(id, siteId, url, JSON.stringify(events), Number(isDisabled), JSON.stringify(secrets), createdAt);
          known = null;
        }),

      updateWebhook: (id, what) =>
        write(() => {
          const before = inStep().find(each => each.id === id);
          if (!before) return null;
          const webhook = { ...before, ...what };
          const { url, events, isDisabled, secrets } = webhook;
          change.run(url, JSON.stringify(events), Number(isDisabled), JSON.stringify(secrets), id);
          known = null;
          return webhook;
        }),

      deleteWebhook: id =>
        write(() => {
          const { changes } = drop.run(id);
          dropTarget.run(id);
          dropDeliveries.run(id);
          known = null;
          return changes === 1;
        }),
    } satisfies Partial<FlatStore>,
  };
}

function fromRow(from: unknown): WebhookRecord {
  const { events, isDisabled, secrets, ...webhook } = from as WebhookRow;
  return {
    ...webhook,
    events: JSON.parse(events) as WebhookEvent[],
    isDisabled: isDisabled === 1,
    secrets: JSON.parse(secrets) as WebhookSecret[],
  };
}
