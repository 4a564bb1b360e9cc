/** Times as the visitor's language writes them, in the visitor's zone unless another is named. */
import { CLOCK, DATE, dayAndTime } from '../../protocol/calendar/date-words.ts';
import { language } from './language.ts';

/** Something of `Intl` that is made once: making one is slow, and a chat asks for the same few at every line. */
export function once<Made>(key: string, make: () => Made): Made {
  const { made } = language.now;
  made[key] ??= make();
  return made[key] as Made;
}

export function format(options: Intl.DateTimeFormatOptions) {
  const { tag, intl } = language.now;
  const its = once(JSON.stringify(options), () => new intl.DateTimeFormat(tag, options));
  // Where it is no time: one bad row must not take the thread with it.
  return { format: (at: number) => (at <= LAST_TIME ? its.format(at) : '–') };
}

/** The last one that a `Date` has (ECMA-262 section 21.4.1.1). */
const LAST_TIME = 864e13;

export const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
const DAY_MS = 24 * HOUR_MS;
const WEEKDAY: Intl.DateTimeFormatOptions = { weekday: 'long' };

export const startOfDay = (at: number) => new Date(at).setHours(0, 0, 0, 0);
/** Rounded, because a day may have 23 or 25 hours. */
export const daysAway = (at: number): number => Math.round((startOfDay(at) - startOfDay(Date.now())) / DAY_MS);

export const clock = (at: number): string => format(CLOCK).format(at);
/** `2 min`, or hours where minutes would be a riddle. */
export function span(ms: number): string {
  const { tag, intl } = language.now;
  const isLong = ms > 2 * HOUR_MS;
  const unit = isLong ? 'hour' : 'minute';
  const units = once(unit, () => new intl.NumberFormat(tag, { style: 'unit', unit, unitDisplay: 'short' }));
  return units.format(Math.max(1, Math.round(ms / (isLong ? HOUR_MS : MINUTE_MS))));
}

/** `today`, `yesterday`, `tomorrow`, or the date. */
export function day(at: number): string {
  const { tag, intl } = language.now;
  const days = daysAway(at);
  // Also where it is no number.
  if (!(Math.abs(days) <= 1)) return format(DATE).format(at);
  return once('day', () => new intl.RelativeTimeFormat(tag, { numeric: 'auto' })).format(days, 'day');
}

/** The time alone today, with its weekday within the week, with its date after that. */
export function near(at: number): string {
  const days = daysAway(at);
  const date = format(days < 7 ? WEEKDAY : DATE).format(at);
  return days ? dayAndTime(language.now.code, date, clock(at)) : clock(at);
}

/** The visitor's zone. Not asked for while the panel is evaluated: the first use of `Intl` holds up a slow phone for 50 ms. */
export const timeZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;
