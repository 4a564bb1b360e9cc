/** Webhooks, as the store keeps them. */
import type { AuditRow } from '../../../protocol/audit.ts';
import type { Webhook } from '../../../protocol/webhooks.ts';

/** A webhook with its secrets, newest first, each sealed. */
export type WebhookRecord = Omit<Webhook, 'oldSecretUntil' | 'failingSince'> & { secrets: WebhookSecret[] };

export interface WebhookSecret {
  sealed: string;
  /** When it stops signing; null: it is the newest. */
  endsAt: number | null;
}

/** Each `row` is written with what it tells. */
export interface WebhookStore {
  /** Few of them, so they are read whole; oldest first. */
  all(): Promise<WebhookRecord[]>;
  /** Creates one. Where several servers share the database, the others know it within 2 s; so with changes. */
  create(webhook: WebhookRecord, row?: AuditRow): Promise<void>;
  /** Null: no such webhook. */
  update(
    id: string,
    change: Partial<Pick<WebhookRecord, 'url' | 'events' | 'isDisabled' | 'secrets'>>,
    row?: AuditRow,
  ): Promise<WebhookRecord | null>;
  /** Takes its deliveries with it. False: no such webhook. */
  delete(id: string, row?: AuditRow): Promise<boolean>;
}
