/** A program of the owner's that is asked before a booking is confirmed, such as one that takes deposits. */
import { z } from 'zod';
import { booking } from './bookings.ts';
import { contactSummary } from './contacts.ts';
import { id, timestamp, url } from './wire/fields.ts';

/** As its owner sees it: without its secrets. */
export const bookingHook = z.object({
  url,
  isOn: z.boolean(),
  /** Until when the secret before the newest signs too; null: there is only one. */
  oldSecretUntil: timestamp.nullable(),
});
export type BookingHook = z.infer<typeof bookingHook>;

export const bookingHookSave = bookingHook.pick({ url: true, isOn: true });

/** `hook` null: nobody is asked. */
export const bookingHookAnswer = z.object({ hook: bookingHook.nullable() });
export type BookingHookAnswer = z.infer<typeof bookingHookAnswer>;

/** `secret` is shown once, when it is made; null: the one before counts. */
export const bookingHookSecretAnswer = z.object({ hook: bookingHook, secret: z.string().nullable() });
export type BookingHookSecretAnswer = z.infer<typeof bookingHookSecretAnswer>;

/** What it is sent. `booking.test` has no booking of anybody's: only its site is one. */
export const bookingHookMessage = z.object({
  type: z.enum(['booking.asked', 'booking.test']),
  /** ISO 8601: when it is sent. */
  timestamp: z.iso.datetime(),
  data: z.object({
    siteId: id.nullable(),
    booking: booking.optional(),
    contact: contactSummary.optional(),
    /** Where the person sees, moves and cancels it: a page to come back to. */
    url: z.string().optional(),
    /** A `POST` there, without a body, says that it is paid. Whoever has the address may: keep it between programs. */
    paidUrl: z.string().optional(),
  }),
});
export type BookingHookMessage = z.infer<typeof bookingHookMessage>;

/** An instant as ms since the epoch, or as ISO 8601. */
const instant = z.union([timestamp, z.iso.datetime({ offset: true }).transform(Date.parse).pipe(timestamp)]);

/** What it may answer: the booking stands, or its person is to pay first. */
export const bookingHookReply = z.union([
  z.object({ confirm: z.literal(true) }),
  z.object({ pay: z.url({ protocol: /^https$/ }).max(2_000), until: instant.optional() }),
]);
export type BookingHookReply = z.infer<typeof bookingHookReply>;

/** What came of a try: `problem` is English and for the technically minded; empty where it answered. */
export const bookingHookTest = z.object({ reply: bookingHookReply.nullable(), problem: z.string() });
export type BookingHookTest = z.infer<typeof bookingHookTest>;
