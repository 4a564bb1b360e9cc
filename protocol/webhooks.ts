/** What owners have told to their own programs, and what these are sent. */
import { z } from 'zod';
import { booking } from './bookings.ts';
import { callback } from './callbacks.ts';
import { call } from './calls.ts';
import { complaint } from './complaints.ts';
import { contact } from './contacts.ts';
import { conversation } from './conversations.ts';
import { entry } from './entries.ts';
import { importNews } from './imports.ts';
import { notice } from './notices.ts';
import { purchase } from './purchases.ts';
import { stageMove } from './stages.ts';
import { id, timestamp, url } from './wire/fields.ts';

/**
 * What a webhook may be told of. `entry.added`: everything that gets a number, notes and events too.
 * `conversation.changed`: it began, or its status or assignee changed. `callback.changed`: one was asked for, tried,
 * moved or ended. `notice.told`: an agent is told of something, and wants to be told so. `booking.added`: a time was taken;
 * `booking.moved`: it is another, or others do it; `booking.cancelled`; `booking.ended`: it is done, or nobody came;
 * `booking.changed`: anything else of it.
 */
export const SITE_EVENTS = [
  'entry.added',
  'conversation.changed',
  'callback.changed',
  'notice.told',
  'booking.added',
  'booking.moved',
  'booking.changed',
  'booking.cancelled',
  'booking.ended',
] as const;
export type BookingEvent = Extract<(typeof SITE_EVENTS)[number], `booking.${string}`>;

/**
 * What only a webhook of the whole desk may be told of, since a person belongs to all of it. `contact.added`: somebody has a
 * name, an address or a number now; `contact.changed`: something of it is another; `contact.merged`: two cards are one, or
 * two again. `import.ended`: people who came by a file are not told of one by one. `call.started`, `call.ended`: somebody rang, or
 * was rung.
 */
export const DESK_EVENTS = [
  'contact.added',
  'contact.changed',
  'contact.merged',
  'import.ended',
  'purchase.added',
  'purchase.changed',
  'complaint.added',
  'complaint.changed',
  'call.started',
  'call.ended',
  'stage.moved',
] as const;
export type DeskEvent = (typeof DESK_EVENTS)[number];

export const webhookEvent = z.enum([...SITE_EVENTS, ...DESK_EVENTS]);
export type WebhookEvent = z.infer<typeof webhookEvent>;

/** Each once. */
const some = <T extends z.ZodEnum>(event: T) =>
  z
    .array(event)
    .min(1)
    .max(event.options.length)
    .transform(all => [...new Set(all)]);

/** A webhook as its owner sees it: without its secrets. */
export const webhook = z.object({
  id,
  /** Null: of the whole desk, and so of every site. */
  siteId: id.nullable(),
  url,
  events: z.array(webhookEvent),
  isDisabled: z.boolean(),
  createdAt: timestamp,
  /** Until when the secret before the newest signs too; null: there is only one. */
  oldSecretUntil: timestamp.nullable(),
  /** Since when nothing could be delivered; null: all is well. */
  failingSince: timestamp.nullable(),
});
export type Webhook = z.infer<typeof webhook>;

const bodies = <T extends z.ZodEnum>(event: T) => {
  const create = z.object({ url, events: some(event) });
  return { create, update: create.extend({ isDisabled: z.boolean() }).partial() };
};

export const siteWebhook = bodies(z.enum(SITE_EVENTS));
export const deskWebhook = bodies(webhookEvent);

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
    /** Null: it is of no site. */
    siteId: id.nullable(),
    /** Left out in a test, and in what the whole desk's webhooks are told. */
    conversation: conversation.optional(),
    entry: entry.optional(),
    /** The callback that the entry made or changed. */
    callback: callback.optional(),
    /** What an agent is told. */
    notice: notice.optional(),
    /** The card that it is about, as it was then. */
    contact: contact.optional(),
    purchase: purchase.optional(),
    complaint: complaint.optional(),
    /** How somebody was moved on the way to buying. */
    stage: stageMove.optional(),
    call: call.optional(),
    booking: booking.optional(),
    import: importNews.optional(),
  }),
});
export type WebhookMessage = z.infer<typeof webhookMessage>;
