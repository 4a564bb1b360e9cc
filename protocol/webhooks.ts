/** Webhooks: what owners set, what receivers are sent, and what waits to be sent. Described in SPEC.md under "Webhooks". */
import { z } from 'zod';
import { callback, conversation, entry, id, timestamp, url } from './entities.ts';

/**
 * What a webhook may be told of. `entry.added`: everything that gets a number, notes and events too.
 * `conversation.changed`: it began, or its status or assignee changed. `callback.changed`: one was asked for, tried,
 * moved or ended.
 */
export const webhookEvent = z.enum(['entry.added', 'conversation.changed', 'callback.changed']);
export type WebhookEvent = z.infer<typeof webhookEvent>;

const events = z.array(webhookEvent).min(1).max(webhookEvent.options.length);

/** A webhook as its owner sees it: without its secrets. */
export const webhook = z.object({
  id,
  siteId: id,
  url,
  events,
  isDisabled: z.boolean(),
  createdAt: timestamp,
  /** Until when the secret before the newest signs too; null: there is only one. */
  oldSecretUntil: timestamp.nullable(),
  /** Since when nothing could be delivered; null: all is well. */
  failingSince: timestamp.nullable(),
});
export type Webhook = z.infer<typeof webhook>;
export const webhookCreate = z.object({ url, events });
export const webhookUpdate = z.object({ url, events, isDisabled: z.boolean() }).partial();
/** `secret` is shown this once. */
export const webhookSecretAnswer = z.object({ webhook, secret: z.string() });
export type WebhookSecretAnswer = z.infer<typeof webhookSecretAnswer>;
/** `problem` is English and for the technically minded: "500", "no answer within 10 s". Empty when it was delivered. */
export const webhookTestAnswer = z.object({ isDelivered: z.boolean(), problem: z.string() });
export type WebhookTestAnswer = z.infer<typeof webhookTestAnswer>;

/** The body that a receiver is sent. */
export const webhookMessage = z.object({
  type: z.enum([...webhookEvent.options, 'webhook.test']),
  /** ISO 8601: when it happened, which may be long before it is delivered. */
  timestamp: z.iso.datetime(),
  data: z.object({
    siteId: id,
    /** Left out in a test. */
    conversation: conversation.optional(),
    entry: entry.optional(),
    /** The callback that the entry made or changed. */
    callback: callback.optional(),
  }),
});
export type WebhookMessage = z.infer<typeof webhookMessage>;

/** Something that is still to be delivered, or was given up. */
export const delivery = z.object({
  /** The `webhook-id` that the receiver sees, the same at each attempt. */
  id,
  siteId: id,
  webhookId: id,
  conversationId: id,
  event: webhookEvent,
  attempts: z.number().int().nonnegative(),
  /** When it is tried next; of no meaning once it is dead. */
  dueAt: timestamp,
  createdAt: timestamp,
  isDead: z.boolean(),
  /** Why the last attempt failed; empty before the first. */
  problem: z.string(),
});
export type Delivery = z.infer<typeof delivery>;
export const deliveriesQuery = z.object({
  state: z.enum(['waiting', 'dead']),
  cursor: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
export const deliveriesAnswer = z.object({ deliveries: z.array(delivery), cursor: z.string().nullable() });
export type DeliveriesAnswer = z.infer<typeof deliveriesAnswer>;
