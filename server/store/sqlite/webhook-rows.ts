import type { WebhookEvent } from '../../../protocol/webhooks.ts';
import type { WebhookRecord, WebhookSecret } from '../../features/webhooks/store.ts';
import type { Turns } from './turns.ts';

interface WebhookRow extends Omit<WebhookRecord, 'events' | 'isDisabled' | 'secrets'> {
  events: string;
  isDisabled: number;
  secrets: string;
}

export const ALL_WEBHOOKS = `SELECT id, site AS siteId, url, events, is_disabled AS isDisabled, secrets,
  created_at AS createdAt FROM webhooks ORDER BY created_at, row`;

export type WebhookRows = ReturnType<typeof createWebhookRows>;

/** Webhooks: few, and known by heart, so that a message on a server without any asks nothing. All inside a step. */
export function createWebhookRows({ writer, onUndo }: Turns) {
  let known: WebhookRecord[] | null = null;
  const forget = () => {
    known = null;
  };
  onUndo(forget);

  const all = writer.prepare(ALL_WEBHOOKS);
  const insert = writer.prepare(`
    INSERT INTO webhooks (id, site, url, events, is_disabled, secrets, created_at) VALUES (?, ?, ?, ?, ?, ?, ?)`);
  const change = writer.prepare('UPDATE webhooks SET url = ?, events = ?, is_disabled = ?, secrets = ? WHERE id = ?');
  const drop = writer.prepare('DELETE FROM webhooks WHERE id = ?');

  return {
    all(): WebhookRecord[] {
      known ??= all.all().map(webhookFromRow);
      return known;
    },
    add({ id, siteId, url, events, isDisabled, secrets, createdAt }: WebhookRecord): void {
      insert.run(id, siteId, url, JSON.stringify(events), Number(isDisabled), JSON.stringify(secrets), createdAt);
      forget();
    },
    save({ id, url, events, isDisabled, secrets }: WebhookRecord): void {
      change.run(url, JSON.stringify(events), Number(isDisabled), JSON.stringify(secrets), id);
      forget();
    },
    /** @returns whether it was there */
    drop(id: string): boolean {
      const { changes } = drop.run(id);
      forget();
      return changes === 1;
    },
  };
}

export function webhookFromRow(from: unknown): WebhookRecord {
  const { events, isDisabled, secrets, ...webhook } = from as WebhookRow;
  return {
    ...webhook,
    events: JSON.parse(events) as WebhookEvent[],
    isDisabled: isDisabled === 1,
    secrets: JSON.parse(secrets) as WebhookSecret[],
  };
}
