/** Who waits for a full day, and the freed place that one of them at a time is offered. */
import { z } from 'zod';
import { bookingAnswer } from './booking-times.ts';
import { bookingItem, bookingSource, wantedItems } from './bookings.ts';
import { contactSummary } from './contacts.ts';
import { clientId, country, id, locale, optionalLine, timestamp, timeZone } from './wire/fields.ts';
import { LIMITS } from './wire/limits.ts';

const hour = z.number().int().min(0).max(23);

/** What an owner sets for the whole desk. */
export const waitingSettings = z.object({
  isOn: z.boolean().default(false),
  /** How long a freed place is kept for whom it is offered to. */
  offerMinutes: z
    .number()
    .int()
    .min(10)
    .max(24 * 60)
    .default(30),
  /** How many may wait for one day of a site. */
  mostOfDay: z.number().int().min(1).max(200).default(20),
  /** Hours of the person's clock in which nobody need answer: an offer stands until they are over; both the same: no such hours. */
  night: z.object({ from: hour, to: hour }).default({ from: 21, to: 9 }),
});
export type WaitingSettings = z.infer<typeof waitingSettings>;
export type WaitingSettingsInput = z.input<typeof waitingSettings>;

/** What visitors are told of the list: whether there is one, and by which ways who waits can be told of a freed place. */
export const waitingWays = z.object({ isOn: z.boolean(), email: z.boolean(), phone: z.boolean() });
export type WaitingWays = z.infer<typeof waitingWays>;

/**
 * `waiting` until a place is `offered`; then `booked`, or `waiting` again. `left`: by the person themself; `removed`: by the desk.
 */
export const waitState = z.enum(['waiting', 'offered', 'booked', 'left', 'removed']);
export type WaitState = z.infer<typeof waitState>;

/** One service that is waited for, by the name of then. */
export const waitItem = z.object({
  serviceId: id,
  name: z.string(),
  /** `anybody`, or an employee. */
  staffId: z.string(),
  /** Empty: anybody. */
  staffName: z.string(),
});
export type WaitItem = z.infer<typeof waitItem>;

/** A place that is kept for somebody. */
const waitOffer = z.object({
  items: z.array(bookingItem),
  startAt: timestamp,
  endAt: timestamp,
  /** When they were asked, and until when they may take it. */
  at: timestamp,
  until: timestamp,
});

export const wait = z.object({
  id,
  siteId: id,
  /** Whose card it was on when it came. */
  contactId: id,
  conversationId: id,
  items: z.array(waitItem).min(1),
  /** The day in the shop, by whose clock `timeZone` is. */
  date: z.iso.date(),
  timeZone: z.string(),
  /** A visit is wanted that begins in this stretch: from inclusive, to exclusive. */
  from: timestamp,
  to: timestamp,
  name: z.string(),
  phone: z.string(),
  email: z.string(),
  locale,
  visitorZone: z.string(),
  state: waitState,
  stateAt: timestamp,
  offer: waitOffer.nullable(),
  /** What they took, or booked otherwise. */
  bookingId: id.nullable(),
  version: z.number().int().positive(),
  createdAt: timestamp,
});
export type Wait = z.infer<typeof wait>;

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'wanted a time such as 14:30');

/** Somebody puts themself on the list of a day. */
export const waitCreate = z.object({
  clientId,
  items: wantedItems,
  /** By the clock of `timeZone`, or the shop's; the hours too. */
  date: z.iso.date(),
  /** A visit that begins no sooner, and no later; left out: at any hour of the day. */
  from: clock.optional(),
  until: clock.optional(),
  name: optionalLine,
  phone: z.string().trim().max(LIMITS.phoneChars).default(''),
  email: z.string().trim().max(LIMITS.emailChars).default(''),
  country,
  hasConsent: z.boolean().default(false),
  /** Anything the browser says; the server picks the nearest of ours. */
  locale: z.string().max(35).optional(),
  timeZone: timeZone.optional(),
  source: bookingSource.extract(['widget', 'page']).default('widget'),
});
export type WaitCreate = z.infer<typeof waitCreate>;
export type WaitCreateInput = z.input<typeof waitCreate>;

/** What visitors see of their own place in the list. */
export const ownWait = wait
  .pick({ id: true, items: true, date: true, timeZone: true, from: true, to: true, state: true })
  .extend({
    /** How many came before them and wait still, and themself; null: they wait no more. */
    place: z.number().int().positive().nullable(),
    /** What they are offered now; null: nothing. */
    offer: waitOffer.pick({ items: true, startAt: true, endAt: true, until: true }).nullable(),
    /** Where it is taken, declined and left without signing in. */
    url: z.string(),
  });
export type OwnWait = z.infer<typeof ownWait>;

/** `token` comes once, when the sender had none. */
export const waitAnswer = z.object({ wait: ownWait, token: bookingAnswer.shape.token });
export type WaitAnswer = z.infer<typeof waitAnswer>;

/** More days than that are read in parts. */
const MAX_DAYS_READ = 100;

export const waitsQuery = z
  .object({ from: z.coerce.number().pipe(timestamp), to: z.coerce.number().pipe(timestamp) })
  .refine(({ from, to }) => to - from <= MAX_DAYS_READ * 24 * 3_600_000, {
    path: ['to'],
    message: `wanted ${MAX_DAYS_READ} days at most`,
  });

/** With whose it is, as far as the reader may see the card; null: they may not. */
export const shownWait = z.object({ wait, contact: contactSummary.nullable() });
export type ShownWait = z.infer<typeof shownWait>;

export const waitsAnswer = z.object({ waits: z.array(shownWait) });

/** Somebody waits, or it is another with them than before: pages that show their day read it. */
export const waitingChanged = z.object({
  type: z.literal('waiting.changed'),
  siteId: id,
  from: timestamp,
  to: timestamp,
});
export type WaitingChanged = z.infer<typeof waitingChanged>;
