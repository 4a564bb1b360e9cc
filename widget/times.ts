/** Times as the visitor's language writes them, in the visitor's zone unless another is named. */
import { intl, tag } from './language.ts';
import type { DateWords } from './options.ts';

const made: Record<string, InstanceType<DateWords['DateTimeFormat']>> = {};
/** Making a formatter is slow, and a chat asks for the same few again and again. */
export const format = (options: Intl.DateTimeFormatOptions) =>
  (made[tag + JSON.stringify(options)] ??= new intl.DateTimeFormat(tag, options));
const CLOCK: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit' };
export const DATE: Intl.DateTimeFormatOptions = { weekday: 'long', day: 'numeric', month: 'long' };

const startOfDay = (at: number) => new Date(at).setHours(0, 0, 0, 0);
/** Rounded, because a day may have 23 or 25 hours. */
export const daysAway = (at: number): number => Math.round((startOfDay(at) - startOfDay(Date.now())) / 864e5);

export const clock = (at: number): string => format(CLOCK).format(at);
/** `2 min`, or hours where minutes would be a riddle. */
export function span(ms: number): string {
  const isLong = ms > 72e5;
  const unit = { style: 'unit', unit: isLong ? 'hour' : 'minute', unitDisplay: 'short' } as const;
  return new intl.NumberFormat(tag, unit).format(Math.max(1, Math.round(ms / (isLong ? 36e5 : 6e4))));
}

/** `today`, `yesterday`, `tomorrow`, or the date. */
export function day(at: number): string {
  const days = daysAway(at);
  return days * days < 2
    ? new intl.RelativeTimeFormat(tag, { numeric: 'auto' }).format(days, 'day')
    : format(DATE).format(at);
}

/** The time alone today, with its weekday within the week, with its date after that. */
export function near(at: number): string {
  const days = daysAway(at);
  return format(days ? { ...(days < 7 ? { weekday: 'long' } : DATE), ...CLOCK } : CLOCK).format(at);
}

/** `16:00 – 16:15`, as the language says it; `Tuesday 24 November, 16:00 – 16:15` with the date. */
export const period = (startAt: number, endAt: number, options?: Intl.DateTimeFormatOptions): string =>
  format({ ...CLOCK, ...options }).formatRange(startAt, endAt);
