/** Times as the visitor's language writes them, in the visitor's zone unless another is named. */
import { language } from './language.ts';

export function format(options: Intl.DateTimeFormatOptions) {
  const { tag, intl, made } = language.now;
  const key = JSON.stringify(options);
  made[key] ??= new intl.DateTimeFormat(tag, options);
  return made[key];
}

/** Drawn as a dash where it is no time: one bad row must not take the thread with it. */
export const drawn = (at: number, draw: () => string): string => (at <= LAST_TIME ? draw() : '–');
const written = (options: Intl.DateTimeFormatOptions, at: number): string =>
  drawn(at, () => format(options).format(at));
export const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
const DAY_MS = 24 * HOUR_MS;
/** The last one that a `Date` has (ECMA-262 section 21.4.1.1). */
const LAST_TIME = 864e13;
export const CLOCK: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit' };
export const DATE: Intl.DateTimeFormatOptions = { weekday: 'long', day: 'numeric', month: 'long' };

const WEEKDAY: Intl.DateTimeFormatOptions = { weekday: 'long' };

const startOfDay = (at: number) => new Date(at).setHours(0, 0, 0, 0);
/** Rounded, because a day may have 23 or 25 hours. */
export const daysAway = (at: number): number => Math.round((startOfDay(at) - startOfDay(Date.now())) / DAY_MS);

export const clock = (at: number): string => written(CLOCK, at);
/** `2 min`, or hours where minutes would be a riddle. */
export function span(ms: number): string {
  const { tag, intl } = language.now;
  const isLong = ms > 2 * HOUR_MS;
  const unit = { style: 'unit', unit: isLong ? 'hour' : 'minute', unitDisplay: 'short' } as const;
  return new intl.NumberFormat(tag, unit).format(Math.max(1, Math.round(ms / (isLong ? HOUR_MS : MINUTE_MS))));
}

/** `today`, `yesterday`, `tomorrow`, or the date. */
export function day(at: number): string {
  const { tag, intl } = language.now;
  const days = daysAway(at);
  // Also where it is no number.
  if (!(Math.abs(days) <= 1)) return written(DATE, at);
  return new intl.RelativeTimeFormat(tag, { numeric: 'auto' }).format(days, 'day');
}

/** The time alone today, with its weekday within the week, with its date after that. */
export function near(at: number): string {
  const days = daysAway(at);
  if (!days) return clock(at);
  return written({ ...(days < 7 ? WEEKDAY : DATE), ...CLOCK }, at);
}

/** The visitor's zone. Not asked for while the panel is evaluated: the first use of `Intl` holds up a slow phone for 50 ms. */
export const timeZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;
