/** The days and hours of the salon: it stands in Berlin, where clocks change in the months that are played. */
import { Temporal } from 'temporal-polyfill';

export const ZONE = 'Europe/Berlin';
export const FIRST_DAY = '2026-01-05';
export const LAST_DAY = '2026-07-04';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** When clocks there show so many minutes of a day. */
export function instantOf(date: string, minutes: number, zone = ZONE): number {
  const time = Temporal.PlainTime.from({ hour: Math.floor(minutes / 60), minute: minutes % 60 });
  return Temporal.PlainDate.from(date).toZonedDateTime({ timeZone: zone, plainTime: time }).epochMilliseconds;
}

/** What clocks show: the day, and the minutes of it. */
export function wallOf(at: number, zone = ZONE): { date: string; minutes: number } {
  const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
  return { date: local.toPlainDate().toString(), minutes: local.hour * 60 + local.minute };
}

export function dateAfter(date: string, days: number): string {
  return Temporal.PlainDate.from(date).add({ days }).toString();
}

/** From Monday, 1 to 7. */
export const weekdayOf = (date: string): number => Temporal.PlainDate.from(date).dayOfWeek;

const two = (value: number) => String(value).padStart(2, '0');
export const clockText = (minutes: number): string => `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;

/** `2026-03-29 14:05`, by the salon's clock. */
export function stamp(at: number, zone = ZONE): string {
  const { date, minutes } = wallOf(at, zone);
  return `${date} ${clockText(minutes)}`;
}
