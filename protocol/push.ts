/** Agents' browsers that are told of what happens while no page of the inbox is open (RFC 8030, 8291, 8292). */
import { z } from 'zod';
import type { Locale } from './wire/fields.ts';
import { id, timestamp } from './wire/fields.ts';

/** A browser that is told. */
export const device = z.object({
  id,
  /** As the browser said when its agent signed in. */
  userAgent: z.string(),
  /** Whether it is the one that asks. */
  isCurrent: z.boolean(),
  createdAt: timestamp,
  /** When its push service last took something for it; null: never yet. */
  lastUsedAt: timestamp.nullable(),
  /** Since when its push service takes nothing; null: all is well. */
  failingSince: timestamp.nullable(),
});
export type Device = z.infer<typeof device>;

export const pushAnswer = z.object({
  /** This server's own, which a browser subscribes with: `applicationServerKey`, base64url. */
  publicKey: z.string(),
  devices: z.array(device),
});
export type PushAnswer = z.infer<typeof pushAnswer>;

/** A subscription as `PushSubscription.toJSON` gives it. */
export const deviceAdd = z.object({
  endpoint: z.string().min(1).max(2_000),
  keys: z.object({
    /** A point of P-256, uncompressed: 65 bytes. */
    p256dh: z.string().regex(/^[\w-]{87}=?$/),
    /** 16 bytes. */
    auth: z.string().regex(/^[\w-]{22}(?:==)?$/),
  }),
});
export type DeviceAdd = z.infer<typeof deviceAdd>;

export const pushTestAnswer = z.object({
  isDelivered: z.boolean(),
  /** Why the push service did not take it; empty when it did. */
  problem: z.string(),
});
export type PushTestAnswer = z.infer<typeof pushTestAnswer>;

/** What is pushed, as JSON; only the browser can read it. */
export interface PushMessage {
  title: string;
  body: string;
  /** Where a click leads: of the inbox, below the root of this server, such as `inbox/all/CONVERSATION`. */
  url: string;
  /** A later one with the same stands in place of this one. */
  tag: string;
  locale: Locale;
}
