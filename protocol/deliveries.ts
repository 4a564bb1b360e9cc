/** What is on its way out of Deskbell, as owners see it. */
import { z } from 'zod';
import { id, timestamp } from './wire/fields.ts';

/** The ways in which something leaves. */
export const deliveryKind = z.enum(['webhook', 'mail', 'push', 'telegram', 'sms']);

/** Something that is still to be delivered, or was given up. */
export const delivery = z.object({
  /** The `webhook-id` that the receiver sees, the same at each attempt. */
  id,
  kind: deliveryKind,
  /** Null: of no site, such as an invitation. */
  siteId: id.nullable(),
  /** The webhook that it goes to. Left out of what goes another way. */
  webhookId: id.optional(),
  conversationId: id.nullable(),
  /** What it tells of: an event of webhooks, or the kind of letter or notice. */
  event: z.string().max(40),
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
