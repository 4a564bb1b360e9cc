/** What an owner does about the addresses that news go to: a site's, or the whole desk's. */
import type { AuditAction, AuditRow } from '../../../protocol/audit.ts';
import type {
  Webhook,
  WebhookEvent,
  WebhookMessage,
  WebhookSecretAnswer,
  WebhookTestAnswer,
} from '../../../protocol/webhooks.ts';
import { AppError } from '../../app-error.ts';
import type { Context } from '../../context.ts';
import { checkedUrl } from '../../outbox/checked-url.ts';
import { newSecret, oldSecretUntil, rotated } from '../../outbox/signing.ts';
import { sendTo } from '../../outbox/webhook.ts';
import { type Actor, auditRow } from '../audit/commands.ts';
import type { WebhookRecord } from './store.ts';

const URL_EXAMPLE = 'https://crm.example/hooks';
/** Of a site, and again of the whole desk: each entry is written once for each of them. */
const MOST = 20;

/** The key of a site, or null for the whole desk, and the id of one of its webhooks. */
export interface WhichWebhook {
  key: string | null;
  id: string;
}

/** @throws AppError SITE_UNKNOWN */
export async function webhooksOf(context: Context, key: string | null): Promise<Webhook[]> {
  const records = await recordsOf(context, await siteIdOf(context, key));
  return Promise.all(records.map(each => shown(context, each)));
}

/**
 * Makes one. @returns its secret too, which is shown this once
 * @throws AppError SITE_UNKNOWN, FIELD_INVALID
 */
export async function addWebhook(
  context: Context,
  actor: Actor,
  key: string | null,
  { url, events }: { url: string; events: WebhookEvent[] },
): Promise<WebhookSecretAnswer> {
  const { store, config, now, newId } = context;
  const siteId = await siteIdOf(context, key);
  if ((await recordsOf(context, siteId)).length >= MOST) {
    throw new AppError('FIELD_INVALID', `There are ${MOST} webhooks at most; remove one first.`);
  }
  const at = now();
  const secret = newSecret();
  const made: WebhookRecord = {
    id: newId(),
    siteId,
    url: checkedUrl(config, url, URL_EXAMPLE),
    events,
    isDisabled: false,
    secrets: rotated(config.secretKey, [], secret, at),
    createdAt: at,
  };
  await store.webhooks.create(made, webhookRow(context, actor, 'webhook.made', made));
  return { webhook: await shown(context, made), secret };
}

/** While one is disabled nothing is sent. What waits already is kept, and goes at once when it is enabled. */
export async function changeWebhook(
  context: Context,
  actor: Actor,
  which: WhichWebhook,
  { url, events, isDisabled }: Partial<Pick<Webhook, 'url' | 'events' | 'isDisabled'>>,
): Promise<Webhook> {
  const { store, config, outbox } = context;
  const { id, siteId } = await recordOf(context, which);
  const change = {
    ...(url !== undefined && { url: checkedUrl(config, url, URL_EXAMPLE) }),
    ...(events && { events }),
    ...(isDisabled !== undefined && { isDisabled }),
  };
  const row = webhookRow(context, actor, 'webhook.changed', { id, siteId }, Object.keys(change).join(', '));
  const changed = await store.webhooks.update(id, change, row);
  if (!changed) throw new AppError('NOT_FOUND');
  outbox.forget({ kind: 'webhook', id });
  if (isDisabled === false) outbox.wake();
  return shown(context, changed);
}

/** With what waits for it. @throws AppError SITE_UNKNOWN, NOT_FOUND */
export async function removeWebhook(context: Context, actor: Actor, which: WhichWebhook): Promise<void> {
  const { id, siteId } = await recordOf(context, which);
  await context.store.webhooks.delete(id, webhookRow(context, actor, 'webhook.removed', { id, siteId }));
  context.outbox.forget({ kind: 'webhook', id });
}

/** Makes a new secret, which is shown this once; for 24 hours the one before signs as well (SPEC D4). */
export async function rotateSecret(context: Context, actor: Actor, which: WhichWebhook): Promise<WebhookSecretAnswer> {
  const { store, config, outbox, now } = context;
  const { id, siteId, secrets } = await recordOf(context, which);
  const secret = newSecret();
  const change = { secrets: rotated(config.secretKey, secrets, secret, now()) };
  const row = webhookRow(context, actor, 'webhook.renewed', { id, siteId });
  const changed = await store.webhooks.update(id, change, row);
  if (!changed) throw new AppError('NOT_FOUND');
  outbox.forget({ kind: 'webhook', id });
  return { webhook: await shown(context, changed), secret };
}

/** Sends a `webhook.test` now, once, and past the outbox. */
export async function testWebhook(context: Context, which: WhichWebhook): Promise<WebhookTestAnswer> {
  const { now, newId } = context;
  const record = await recordOf(context, which);
  const message: WebhookMessage = {
    type: 'webhook.test',
    timestamp: new Date(now()).toISOString(),
    data: { siteId: record.siteId },
  };
  const { signal } = new AbortController();
  const refusal = await sendTo(context, record, { id: `msg_${newId()}`, payload: JSON.stringify(message) }, signal);
  return { isDelivered: refusal === null, problem: refusal?.problem ?? '' };
}

/** What is written down of a webhook. @param text names of what changed; an address may hold a secret */
function webhookRow(
  context: Context,
  actor: Actor,
  what: AuditAction,
  { id, siteId }: Pick<WebhookRecord, 'id' | 'siteId'>,
  text = '',
): AuditRow {
  return auditRow(context, actor, { what, on: { kind: 'webhook', id, text }, siteId });
}

async function siteIdOf({ sites }: Context, key: string | null): Promise<string | null> {
  if (key === null) return null;
  const site = await sites.byKey(key);
  if (!site) throw new AppError('SITE_UNKNOWN');
  return site.id;
}

async function recordsOf({ store }: Context, siteId: string | null): Promise<WebhookRecord[]> {
  return (await store.webhooks.all()).filter(each => each.siteId === siteId);
}

/** @throws AppError SITE_UNKNOWN, NOT_FOUND */
async function recordOf(context: Context, { key, id }: WhichWebhook): Promise<WebhookRecord> {
  const records = await recordsOf(context, await siteIdOf(context, key));
  const found = records.find(each => each.id === id);
  if (!found) throw new AppError('NOT_FOUND');
  return found;
}

/** The webhook as its owner sees it. */
async function shown({ store, now }: Context, { secrets, ...webhook }: WebhookRecord): Promise<Webhook> {
  const failing = await store.outbox.failingTargets();
  const target = failing.find(({ kind, id }) => kind === 'webhook' && id === webhook.id);
  return { ...webhook, oldSecretUntil: oldSecretUntil(secrets, now()), failingSince: target?.failingSince ?? null };
}
