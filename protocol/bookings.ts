/** Times that people take of the shop, and what becomes of them. */
import { z } from 'zod';
import { contactSummary } from './contacts.ts';
import { author } from './entries.ts';
import { personRef } from './person-ref.ts';
import { currency, purchaseLine } from './purchases.ts';
import { SCORES } from './rating-scale.ts';
import { servicePrice } from './services.ts';
import { timelineItem } from './timeline.ts';
import { clientId, id, knownTimeZone, locale, optionalLine, textOrNone, timestamp } from './wire/fields.ts';

/** Services of one visit: more than a day holds of any. */
export const MAX_ITEMS = 10;
/** Minutes from one offered time to the next: each goes into a day without rest, so that they are the same every day. */
export const BOOKING_STEPS = [5, 10, 15, 20, 30, 60, 120] as const;
/** Days of one look at free times. */
export const MAX_DAYS = 62;
/** A visit is over within so many hours of its beginning: whoever looks for what overlaps a time looks no further back. */
export const MAX_VISIT_HOURS = 24;

/**
 * `booked` until the person says that they come (`confirmed`); then what the shop says: they are here, it is done, they did
 * not come, or it is not to be.
 */
export const bookingState = z.enum(['booked', 'confirmed', 'arrived', 'done', 'no_show', 'cancelled']);
export type BookingState = z.infer<typeof bookingState>;

/** How it came; `waiting`: it was offered to whoever waited for that day. */
export const bookingSource = z.enum(['widget', 'page', 'api', 'hand', 'waiting']);
export type BookingSource = z.infer<typeof bookingSource>;

/**
 * What a program of the owner's is asked before a booking is confirmed. `asking`: it has not answered yet; `awaited`: the person is to
 * pay until then, or it is let go; `paid`; `unasked`: it could not be asked, and the booking stands; `lapsed`: it was let go.
 */
export const bookingPayment = z.object({
  state: z.enum(['asking', 'awaited', 'paid', 'unasked', 'lapsed']),
  /** Where it is paid; empty: that is not known. */
  url: z.string(),
  until: timestamp,
});
export type BookingPayment = z.infer<typeof bookingPayment>;

/** One service of a visit, by the names and the price of then. */
export const bookingItem = z.object({
  serviceId: id,
  name: z.string(),
  staffId: id,
  staffName: z.string(),
  startAt: timestamp,
  endAt: timestamp,
  price: servicePrice.nullable(),
});
export type BookingItem = z.infer<typeof bookingItem>;

/** What the person said of a visit once it was over. It is for the desk alone. */
export const visitRating = z.object({
  score: z.literal(SCORES),
  word: z.string(),
  /** Who did it, by the names of when it was said. */
  staff: z.array(z.object({ id, name: z.string() })),
  /** When it was said first, and last. */
  at: timestamp,
  changedAt: timestamp,
});
export type VisitRating = z.infer<typeof visitRating>;

export const booking = z.object({
  id,
  siteId: id,
  /** Whose card it was on when it came. */
  contactId: id,
  /** In which it was asked for; null: in none. */
  conversationId: id.nullable(),
  /** One after another. */
  items: z.array(bookingItem).min(1).max(MAX_ITEMS),
  /** In which its prices are. */
  currency: z.string(),
  startAt: timestamp,
  endAt: timestamp,
  /** The shop's, and the day there on which it begins. */
  timeZone: z.string(),
  date: z.iso.date(),
  state: bookingState,
  /** By whom the state was said last, and when. */
  stateBy: author,
  stateAt: timestamp,
  /** As they said it with this booking; empty: the card knows better. */
  name: z.string(),
  /** What they wished. */
  note: z.string(),
  /** Why it was cancelled, where somebody said so. */
  reason: z.string(),
  /** Null: nothing is asked before it is confirmed. */
  payment: bookingPayment.nullable(),
  /** In which language and by whose clock they are told of it. */
  locale,
  visitorZone: z.string(),
  source: bookingSource,
  by: author,
  /** What was taken and paid; null: nothing was written down yet. */
  purchaseId: id.nullable(),
  /** How it was; left out: nobody has said. It changes no version: nothing becomes of the visit by it. */
  rating: visitRating.optional(),
  /** Counts what was done to it. */
  version: z.number().int().positive(),
  createdAt: timestamp,
  updatedAt: timestamp,
});
export type Booking = z.infer<typeof booking>;

/** What an owner sets for all bookings. */
export const bookingSettings = z.object({
  /** The shop's clock; null: that of each site. */
  timeZone: knownTimeZone.nullable().default(null),
  /** No sooner than so long from now. */
  leadMinutes: z
    .number()
    .int()
    .min(0)
    .max(30 * 24 * 60)
    .default(60),
  /** No later than the end of this day from today on. */
  horizonDays: z.number().int().min(1).max(366).default(60),
  stepMinutes: z.literal(BOOKING_STEPS).default(15),
  /** Until how long before it their link moves or cancels a booking. */
  changeMinutes: z
    .number()
    .int()
    .min(0)
    .max(30 * 24 * 60)
    .default(120),
  /** For how long a time is kept while somebody types. */
  holdMinutes: z.number().int().min(1).max(30).default(5),
  /** Who gets whom no employee was chosen for: whoever has least on that day, or the first of the list. */
  anybody: z.enum(['fair', 'first']).default('fair'),
});
export type BookingSettings = z.infer<typeof bookingSettings>;
export type BookingSettingsInput = z.input<typeof bookingSettings>;

/** An employee's id, or anybody who can do it. */
const whom = z.union([z.literal('anybody'), id]);

/** One wanted service, and by whom. */
export const wantedItem = z.object({ serviceId: id, staffId: whom.default('anybody') });
export type WantedItem = z.infer<typeof wantedItem>;

export const wantedItems = z.array(wantedItem).min(1).max(MAX_ITEMS);

/** Ids with commas between. */
export const ids = z
  .string()
  .max(MAX_ITEMS * 65)
  .transform(text => text.split(',').filter(Boolean))
  .pipe(z.array(id).min(1).max(MAX_ITEMS));

/** What is wanted, and when. */
export const wantedTime = { items: wantedItems, startAt: timestamp };

/** More days than that are read in parts. */
const MAX_DAYS_READ = 100;

export const bookingsQuery = z
  .object({
    /** Those that overlap a stretch of time, ms since the epoch: from inclusive, to exclusive. */
    from: z.coerce.number().pipe(timestamp),
    to: z.coerce.number().pipe(timestamp),
    /** Of one employee alone. */
    staffId: id.optional(),
  })
  .refine(({ from, to }) => to - from <= MAX_DAYS_READ * 24 * 3_600_000, {
    path: ['to'],
    message: `wanted ${MAX_DAYS_READ} days at most`,
  });
export type BookingsQuery = z.infer<typeof bookingsQuery>;

/** With whose it is, as far as the reader may see the card; null: they may not. */
export const shownBooking = z.object({ booking, contact: contactSummary.nullable() });
export type ShownBooking = z.infer<typeof shownBooking>;

export const bookingsAnswer = z.object({ bookings: z.array(shownBooking) });

/** One that the desk writes down. `startAt` may be any whole five minutes: the shop knows best when it works. */
export const bookingByHand = z.object({
  clientId,
  siteId: id,
  person: personRef,
  ...wantedTime,
  name: optionalLine,
  note: textOrNone.default(''),
});
export type BookingByHand = z.infer<typeof bookingByHand>;
export type BookingByHandInput = z.input<typeof bookingByHand>;

/** What was taken and paid. */
export const bookingPaid = z.object({ lines: z.array(purchaseLine).min(1), currency: currency.optional() });
export type BookingPaid = z.infer<typeof bookingPaid>;
export type BookingPaidInput = z.input<typeof bookingPaid>;

/** What is left out stays. */
export const bookingUpdate = z.object({
  /** As whoever changes it saw it. */
  version: z.number().int().positive(),
  /** Another beginning. */
  startAt: timestamp.optional(),
  /** Another end: the last service is stretched to it. */
  endAt: timestamp.optional(),
  /** One for each of its services, in their order. */
  staffIds: z.array(whom).max(MAX_ITEMS).optional(),
  /** Other services. */
  items: wantedItems.optional(),
  state: bookingState.optional(),
  note: textOrNone.optional(),
  /** With `cancelled`: why. */
  reason: textOrNone.optional(),
  /** It was paid for before: who waits for that waits no more. */
  isPrepaid: z.literal(true).optional(),
  /** With `done`: what becomes a purchase. */
  paid: bookingPaid.optional(),
});
export type BookingUpdate = z.infer<typeof bookingUpdate>;
export type BookingUpdateInput = z.input<typeof bookingUpdate>;

/** Why a time is not offered. */
export const WHY_NOT = [
  'off_grid',
  'too_soon',
  'too_far',
  'closed',
  'not_working',
  'break',
  'day_off',
  'taken',
  'buffer',
  'resource_taken',
  'cannot',
] as const;

export const whyNot = z.object({
  code: z.enum(WHY_NOT),
  /** Which service of the visit, from 0 on; null: the visit as a whole. */
  item: z.number().int().nonnegative().nullable(),
  /** Whom or what it keeps from it; null: nobody in particular. */
  staffId: id.nullable(),
  resourceId: id.nullable(),
  /** What has the time; null: nothing has, or somebody who is just typing. */
  bookingId: id.nullable(),
});
export type WhyNot = z.infer<typeof whyNot>;

export const whyQuery = z.object({
  siteId: id,
  services: ids,
  staff: ids.optional(),
  startAt: z.coerce.number().pipe(timestamp),
});

/** Empty `reasons`: it is offered. */
export const whyAnswer = z.object({
  isOffered: z.boolean(),
  reasons: z.array(whyNot),
  bookings: z.array(shownBooking),
});
export type WhyAnswer = z.infer<typeof whyAnswer>;

/** A booking is there, or another than before: pages that show its time read it. */
export const bookingChanged = z.object({
  type: z.literal('booking.changed'),
  bookingId: id,
  siteId: id,
  /** The time that it takes, and that it took before: who shows neither need not look. */
  startAt: timestamp,
  endAt: timestamp,
  before: z.object({ startAt: timestamp, endAt: timestamp }).nullable(),
  version: z.number().int().positive(),
});
export type BookingChanged = z.infer<typeof bookingChanged>;

/** A booking in the timeline, at the time when it begins. */
export const bookingTimelineItem = timelineItem.extend({
  kind: z.literal('booking'),
  ...booking.pick({ siteId: true, startAt: true, endAt: true, timeZone: true, state: true, currency: true }).shape,
  items: z.array(bookingItem.pick({ name: true, staffName: true, price: true })),
});
export type BookingTimelineItem = z.infer<typeof bookingTimelineItem>;

/** Address of an employee's calendar, to be read by their own programs. */
export const calendarFeed = z.object({ url: z.string() });
