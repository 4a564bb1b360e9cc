/** How people come to a booking: what is free, a time that is kept, and what they book for themselves. */
import { z } from 'zod';
import { booking, bookingItem, bookingSource, ids, MAX_DAYS, wantedTime } from './bookings.ts';
import { visitorEntry } from './entries.ts';
import { clientId, country, line, optionalLine, textOrNone, timestamp, timeZone } from './wire/fields.ts';
import { LIMITS } from './wire/limits.ts';

export const timesQuery = z.object({
  /** In the order in which they are done. */
  services: ids,
  /** By whom, one for each service in the same order; `anybody` or left out: whoever is free. */
  staff: ids.optional(),
  /** The first day; left out: today. */
  from: z.iso.date().optional(),
  days: z.coerce.number().int().min(1).max(MAX_DAYS).default(14),
  /** By whose clock days begin; left out: the shop's. */
  timeZone: timeZone.optional(),
});
export type TimesQuery = z.infer<typeof timesQuery>;

export const freeDay = z.object({
  date: z.iso.date(),
  /** When a visit can begin. */
  times: z.array(timestamp),
  /** Nothing is free, and there was something. */
  isFull: z.boolean(),
});
export type FreeDay = z.infer<typeof freeDay>;

export const timesAnswer = z.object({
  /** By whose clock the days are, and the shop's. */
  timeZone: z.string(),
  shopZone: z.string(),
  /** How long the visit lasts. */
  minutes: z.number().int().positive(),
  days: z.array(freeDay),
  /** The last day on which a time can be had. */
  until: z.iso.date(),
});
export type TimesAnswer = z.infer<typeof timesAnswer>;

/** Opens what a visitor holds, and nothing else. */
const secret = z.string().min(16).max(128);

export const holdCreate = z.object({
  clientId,
  ...wantedTime,
  /** A hold of the same person that is given back for it. */
  instead: secret.optional(),
});
export type HoldCreate = z.infer<typeof holdCreate>;

/** A time that is kept for somebody who is typing. */
export const hold = z.object({
  secret,
  items: z.array(bookingItem),
  startAt: timestamp,
  endAt: timestamp,
  /** Until when it is kept, ms since the epoch; and how long that is from now, for clocks that are wrong. */
  until: timestamp,
  keptMs: z.number().int(),
});
export type Hold = z.infer<typeof hold>;

export const holdSecret = z.object({ secret });

const person = {
  name: optionalLine,
  phone: z.string().trim().max(LIMITS.phoneChars).default(''),
  email: z.string().trim().max(LIMITS.emailChars).default(''),
  country,
};

/** What somebody books for themself. */
export const bookingCreate = z.object({
  clientId,
  ...wantedTime,
  /** The hold whose time it takes; left out, or run out: the time is taken if it is free still. */
  hold: secret.optional(),
  ...person,
  note: textOrNone.default(''),
  hasConsent: z.boolean().default(false),
  /** Anything the browser says; the server picks the nearest of ours. */
  locale: z.string().max(35).optional(),
  timeZone: timeZone.optional(),
  source: bookingSource.extract(['widget', 'page']).default('widget'),
  /** The code of whoever brought them; one that counts for nothing keeps nobody from booking. */
  referral: line.pipe(z.string().max(40)).optional(),
});
export type BookingCreate = z.infer<typeof bookingCreate>;
export type BookingCreateInput = z.input<typeof bookingCreate>;

/** What visitors see of a booking of their own. */
export const ownBooking = booking
  .pick({ id: true, currency: true, startAt: true, endAt: true, timeZone: true, state: true, name: true, note: true })
  .extend({
    items: z.array(bookingItem),
    /** Where it is seen, moved and cancelled without signing in. */
    url: z.string(),
    /** The same as a file for a calendar. */
    calendarUrl: z.string(),
    /** Until when it can be moved and cancelled there. */
    changeUntil: timestamp,
    /** Where it has to be paid, and until when, or it is let go; null: nowhere. */
    payment: z.object({ url: z.string(), until: timestamp }).nullable(),
  });
export type OwnBooking = z.infer<typeof ownBooking>;

/** `entry` is what it is in the visitor's conversation. `token` comes once, when the sender had none: keep it to read answers later. */
export const bookingAnswer = z.object({
  booking: ownBooking,
  entry: visitorEntry.optional(),
  token: z.string().optional(),
});
export type BookingAnswer = z.infer<typeof bookingAnswer>;
