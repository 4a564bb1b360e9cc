/** When a site is open: a week, dates that differ from it, and holidays read from somebody's calendar. */
import { z } from 'zod';
import { line, timestamp } from './wire/fields.ts';
import { LIMITS } from './wire/limits.ts';

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'wanted HH:MM');

/** One day's hours by the site's clocks. One that ends no later than it begins ends on the next day. */
const spans = z.array(z.object({ from: clock, to: clock })).max(4);
export type Spans = z.infer<typeof spans>;

/** Opening hours: seven days from Monday, each a list of spans in the site's zone. An empty week means always open. */
export const week = z.array(spans).length(7);
export type Week = z.infer<typeof week>;

/** Hours of calls: those of the chat, or a week of their own; `null`: always. */
export const callHours = z.union([z.literal('chat'), week]).nullable();
export type CallHours = z.infer<typeof callHours>;

/** As people write a day in ISO 8601, in the site's zone. */
const date = z.iso.date();
const dayName = line.pipe(z.string().max(LIMITS.dayNameChars));

/** A date that differs from the week: with hours of its own, or closed when it has none. */
export const oneOffDay = z.object({ date, name: dayName, spans });
export type OneOffDay = z.infer<typeof oneOffDay>;

export const oneOffDays = z
  .array(oneOffDay)
  .max(LIMITS.oneOffDays)
  .superRefine((days, context) => {
    const seen = new Set<string>();
    for (const [at, day] of days.entries()) {
      if (seen.has(day.date)) {
        context.addIssue({
          code: 'custom',
          path: [at, 'date'],
          message: `wanted each date once, got ${day.date} again`,
        });
      }
      seen.add(day.date);
    }
  });

/** A closed date that a calendar names. */
export const holiday = z.object({ date, name: z.string() });
export type Holiday = z.infer<typeof holiday>;

/** Why a calendar could not be read. */
export const HOLIDAYS_PROBLEMS = [
  'private',
  'unreachable',
  'moved',
  'refused',
  'too_large',
  'no_calendar',
  'too_complex',
] as const;

export const holidaysProblem = z.object({
  code: z.enum(HOLIDAYS_PROBLEMS),
  /** What the other side said, such as `404` or `ENOTFOUND`; not for translation. */
  detail: z.string(),
});
export type HolidaysProblem = z.infer<typeof holidaysProblem>;

/** Holidays that are read from an `.ics` address once a day. */
export const holidays = z.object({
  url: z.string(),
  /** Those found when it was last read well, from the day before that on for a year, by date. */
  days: z.array(holiday),
  /** When it was last read well; null: never. */
  readAt: timestamp.nullable(),
  triedAt: timestamp,
  /** What was wrong when it was last tried; null: nothing. */
  problem: holidaysProblem.nullable(),
});
export type Holidays = z.infer<typeof holidays>;

export const holidaysSet = z.object({ url: z.string().max(LIMITS.urlChars) });

/** `null`: no calendar is read. */
export const holidaysAnswer = z.object({ holidays: holidays.nullable() });
export type HolidaysAnswer = z.infer<typeof holidaysAnswer>;
