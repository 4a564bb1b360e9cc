/** What owners have told to their own programs, and what these are sent. */
import { z } from 'zod';
import { callback } from './callbacks.ts';
import { call } from './calls.ts';
import { conversation } from './conversations.ts';
import { entry } from './entries.ts';
import { notice } from './notices.ts';
import { id, timestamp, url } from './wire/fields.ts';

/**
 * What a webhook may be told of. `entry.added`: everything that gets a number, notes and events too.
 * `conversation.changed`: it began, or its status or assignee changed. `callback.changed`: one was asked for, tried,
 * moved or ended. `notice.told`: an agent is told of something, and wants to be told so. `call.started`, `call.ended`: somebody
 * rang, or was rung.
 */
export const webhookEvent = z.enum([
  'entry.added',
  'conversation.changed',
  'callback.changed',
  'notice.told',
  'call.started',
  'call.ended',
]);
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
    call: call.optional(),
    /** What an agent is told. */
    notice: notice.optional(),
  }),
});
export type WebhookMessage = z.infer<typeof webhookMessage>;
