/**
 * Moments and durations in the agent's language. Everything goes through `Intl`, but for languages whose names the
 * browser does not have: these bring a calendar of their own.
 */
import { CLOCK, dayAndTime, timeRange } from '../../protocol/calendar/date-words.ts';
import { LIMITS } from '../../protocol/wire/limits.ts';
import { currentCalendar } from './calendar.ts';
import { currentLocale, currentTag } from './locale.ts';
import { count, t } from './words/index.ts';

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** Stands where a time can not be read. */
const NO_TIME = '—';

/** Whether it is a time at all: rows of an older store, or of another program, may hold any number. */
export function isTime(at: number): boolean {
  return Math.abs(at) < LIMITS.latestAt;
}

/** For the `datetime` of a `time` element; undefined where there is none to be read. */
export function isoTime(at: number): string | undefined {
  return isTime(at) ? new Date(at).toISOString() : undefined;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Made once for each use: a format costs more than a row. Never throws, or one bad row would take the list with it. */
function format(at: number, options: Intl.DateTimeFormatOptions, locale: string = currentTag()): string {
  return isTime(at) ? formatter(options, locale).format(at) : NO_TIME;
}

function formatter(options: Intl.DateTimeFormatOptions, locale: string): Intl.DateTimeFormat {
  const key = locale + JSON.stringify(options);
  let made = formats.get(key);
  if (!made) {
    made = new Intl.DateTimeFormat(locale, { ...options, timeZone: knownZone(options.timeZone) });
    formats.set(key, made);
  }
  return made;
}

/** A visitor's zone may be one that this browser does not know. */
function knownZone(zone: string | undefined): string | undefined {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return zone;
  } catch {
    return 'UTC';
  }
}

/** Midnight of the day in the zone, as a number of days: equal on one day, one apart on the next. */
export function dayNumber(at: number, timeZone?: string): number {
  const [year, month, day] = parts(at, timeZone);
  return Math.round(Date.UTC(year!, month! - 1, day) / DAY_MS);
}

/** Year, month from 1, day, weekday from Sunday. */
function parts(at: number, timeZone?: string): number[] {
  const text = format(at, { year: 'numeric', month: '2-digit', day: '2-digit', timeZone }, 'en-CA');
  const [year, month, day] = text.split('-').map(Number);
  return [year!, month!, day!, new Date(Date.UTC(year!, month! - 1, day)).getUTCDay()];
}

/** 14:06 */
export function clock(at: number, timeZone?: string): string {
  if (currentCalendar()) return format(at, { ...CLOCK, hourCycle: 'h23', timeZone }, 'en-GB');
  return format(at, { ...CLOCK, timeZone });
}

/** 14:20–14:35 */
export function clockRange(from: number, to: number, timeZone?: string): string {
  return timeRange(clock(from, timeZone), clock(to, timeZone));
}

/** Tue, 24 Nov; the year only when it is another one. */
export function date(
  at: number,
  now: number,
  options: { timeZone?: string; isLong?: boolean; hasWeekday?: boolean } = {},
): string {
  if (!isTime(at)) return NO_TIME;
  const { timeZone, isLong = false, hasWeekday = true } = options;
  const [year, month, day, weekday] = parts(at, timeZone);
  const isThisYear = year === parts(now, timeZone)[0];
  const calendar = currentCalendar();
  if (calendar) {
    const weekdays = isLong ? calendar.weekdays : calendar.weekdaysShort;
    return calendar.date({
      day: day!,
      month: calendar.month(month!),
      year: isThisYear ? null : year!,
      weekday: hasWeekday ? weekdays[weekday!]! : null,
    });
  }
  return format(at, {
    day: 'numeric',
    month: isLong ? 'long' : 'short',
    ...(hasWeekday && { weekday: isLong ? 'long' : 'short' }),
    ...(!isThisYear && { year: 'numeric' }),
    timeZone,
  });
}

export function weekdayName(weekday: number, isLong: boolean): string {
  const calendar = currentCalendar();
  if (calendar) return (isLong ? calendar.weekdays : calendar.weekdaysShort)[weekday]!;
  // 4 January 1970 was a Sunday.
  return format((3 + weekday) * DAY_MS, { weekday: isLong ? 'long' : 'short', timeZone: 'UTC' });
}

/** For a row: the hour today, the day this week, the date before. */
export function rowTime(at: number, now: number): string {
  const days = dayNumber(now) - dayNumber(at);
  if (days === 0) return clock(at);
  if (days > 0 && days < 7) return weekdayName(parts(at)[3]!, false);
  return date(at, now, { hasWeekday: false });
}

/** Between the days of a log: Today, Yesterday, Tuesday, 24 November. */
export function dayMark(at: number, now: number): string {
  const days = dayNumber(now) - dayNumber(at);
  return days === 0 ? t('today') : days === 1 ? t('yesterday') : date(at, now, { isLong: true });
}

/** Near ones by the hour alone, far ones with their day. */
export function moment(at: number, now: number, timeZone?: string): string {
  if (!isTime(at)) return NO_TIME;
  const days = dayNumber(at, timeZone) - dayNumber(now, timeZone);
  const time = clock(at, timeZone);
  if (days === 0) return time;
  const day = days === 1 ? t('tomorrow') : days === -1 ? t('yesterday') : date(at, now, { timeZone });
  return dayAndTime(currentLocale(), day, time);
}

/** 2 min, 3 h, 4 days; whole units rounded down, at least one minute. */
export function duration(ms: number): string {
  const minutes = Math.max(1, Math.floor(ms / MINUTE_MS));
  if (minutes < 60) return count('minutes', minutes);
  if (minutes < 48 * 60) return count('hours', Math.floor(minutes / 60));
  return count('days', Math.floor(minutes / 60 / 24));
}

/** Ulaanbaatar, from Asia/Ulaanbaatar. Empty when the zone names no place. */
export function cityOf(timeZone: string): string {
  if (!timeZone.includes('/') || timeZone.startsWith('Etc/')) return '';
  return timeZone.slice(timeZone.lastIndexOf('/') + 1).replace(/_/g, ' ');
}

/** Whether clocks in both zones show the same at that moment. */
export function isSameClock(at: number, zone: string, other: string = ownZone()): boolean {
  const options = { dateStyle: 'short', timeStyle: 'short' } as const;
  return format(at, { ...options, timeZone: zone }, 'en-GB') === format(at, { ...options, timeZone: other }, 'en-GB');
}

let zoneHere: string | undefined;

export function ownZone(): string {
  zoneHere ??= new Intl.DateTimeFormat().resolvedOptions().timeZone;
  return zoneHere;
}
