/** What became of bookings and of what was sold: who did what, for whom, and for how much. */
import { z } from 'zod';
import { contactSummary } from './contacts.ts';
import { MAX_MINOR, MAX_SUM } from './purchase-sums.ts';
import { RETURN_DAYS } from './return-days.ts';
import { id, timestamp } from './wire/fields.ts';

/** A month by the shop's clock, such as `2026-11`. */
export const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'wanted a month such as 2026-11');

const within = z.coerce.number().pipe(z.literal(RETURN_DAYS)).default(90);

export const planMetric = z.enum(['visits', 'sum']);
export type PlanMetric = z.infer<typeof planMetric>;

/** What an owner wants of an employee in a month. */
export const plan = z.object({
  staffId: id,
  month,
  metric: planMetric,
  target: z.number().int().min(1).max(MAX_MINOR),
  /** Of a sum; empty: it counts visits. */
  currency: z.string(),
  setAt: timestamp,
  byName: z.string(),
});
export type Plan = z.infer<typeof plan>;

/** Null: there is to be none any more. */
export const planSet = z.object({
  staffId: id,
  month,
  metric: planMetric,
  target: z.number().int().min(1).max(MAX_MINOR).nullable(),
});
export type PlanSet = z.infer<typeof planSet>;

const count = z.number().int().nonnegative();
const money = z.object({ currency: z.string(), amount: z.number().int().nonnegative().max(MAX_SUM) });
export type Money = z.infer<typeof money>;

/** What a month is to be, beside what it is. */
const planned = z.object({
  metric: planMetric,
  /** Null: nobody set one. */
  target: z.number().int().nullable(),
  setAt: timestamp.nullable(),
  /** That of the month before, where this one has none. */
  proposed: z.number().int().nullable(),
  currency: z.string(),
  done: z.number().int().nonnegative(),
  /** What the month comes to at this pace; null: it is over, has not begun, or no day of work of it is over. */
  expected: z.number().int().nonnegative().nullable(),
});
export type Planned = z.infer<typeof planned>;

export const staffFigures = z.object({
  staffId: id,
  /** Of now; of whoever is gone, as they were called then. */
  name: z.string(),
  isActive: z.boolean(),
  visits: count,
  noShows: count,
  /** The desk's currency first. */
  sums: z.array(money),
  /** How many people came, how many of them had been here within the days before, and how many of these with them. */
  returns: z.object({ people: count, again: count, toThem: count }),
  /** `sum` of the scores. */
  ratings: z.object({ count, sum: count }),
  plans: z.array(planned),
});
export type StaffFigures = z.infer<typeof staffFigures>;

export const figuresQuery = z.object({ month: month.optional(), within });
export const figuresAnswer = z.object({
  month,
  timeZone: z.string(),
  currency: z.string(),
  within: z.number().int(),
  /** Whether whoever asks sets plans. */
  maySetPlans: z.boolean(),
  employees: z.array(staffFigures),
});
export type FiguresAnswer = z.infer<typeof figuresAnswer>;

/** Which number it is that is looked behind. */
export const visitFigure = z.enum(['visits', 'noShows', 'sum', 'again', 'toThem']);
export type VisitFigure = z.infer<typeof visitFigure>;

export const visitsQuery = z.object({
  month,
  staffId: id,
  of: visitFigure.default('visits'),
  within,
  /** As the page before told it. */
  skip: z.coerce.number().int().min(0).max(100_000).default(0),
});
export type VisitsQuery = z.infer<typeof visitsQuery>;

/** One coming of one person: all of it on one day with one employee. */
export const visit = z.object({
  date: z.iso.date(),
  at: timestamp,
  kind: z.enum(['came', 'no_show']),
  /** Null: they were erased, or the reader may not see the card. */
  contact: contactSummary.nullable(),
  what: z.array(z.string()),
  sums: z.array(money),
});
export type Visit = z.infer<typeof visit>;

/** Latest first. `next`: what to skip to read on; null: that was all. */
export const visitsAnswer = z.object({ visits: z.array(visit), total: count, next: count.nullable() });
export type VisitsAnswer = z.infer<typeof visitsAnswer>;

export const visitRatingsQuery = z.object({ month, staffId: id });
export const visitRatingsAnswer = z.object({
  ratings: z.array(z.object({ at: timestamp, score: z.number().int(), word: z.string() })),
});
export type VisitRatingsAnswer = z.infer<typeof visitRatingsAnswer>;
