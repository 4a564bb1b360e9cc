/**
 * Opening hours as instants. Pure functions over a schedule and a moment; days are counted in the site's zone, so that
 * nine o'clock stays nine o'clock on the days when clocks change (SPEC H1).
 */
import { Temporal } from 'temporal-polyfill';
import type { Spans, Week } from '../../../protocol/hours.ts';
import type { SiteRecord } from '../sites/store.ts';

/** When one thing is open, such as the chat of a site. */
export interface Schedule {
  /** Null or without any span: from midnight to midnight, every day. */
  week: Week | null;
  /** Dates (`2026-12-31`) with hours of their own in the week's place; without a span such a day is closed. */
  days: ReadonlyMap<string, Spans>;
  timeZone: string;
}

/** From inclusive, to exclusive, ms since the epoch. Infinite where it is always open. */
export interface OpenSpan {
  from: number;
  to: number;
}

export interface Opening {
  isOpen: boolean;
  /** Since when it is open, or when it opens next; null: open for longer than a week, or closed for a year. */
  opensAt: number | null;
  /** When it closes; null: closed now, or open for longer than a week yet. */
  closesAt: number | null;
}

const DAY_MS = 24 * 3_600_000;
/** Enough to meet every opening of a week from whatever moment on. */
const NEAR_MS = 8 * DAY_MS;
/** How far an opening is looked for, and how much of that at once: a shop may rest for a season. */
const FAR_MS = 370 * DAY_MS;
const STEP_MS = 32 * DAY_MS;
const MIDNIGHT_TO_MIDNIGHT: Spans = [{ from: '00:00', to: '24:00' }];

type Hours = Pick<SiteRecord, 'hours' | 'callHours' | 'days' | 'holidays' | 'timeZone'>;

/** When the chat of a site is open, or its telephone. What its owner typed for a date stands before what a calendar says. */
export function scheduleOf(site: Hours, kind: 'chat' | 'calls'): Schedule {
  const days = new Map<string, Spans>();
  for (const { date } of site.holidays?.days ?? []) days.set(date, []);
  for (const { date, spans } of site.days) days.set(date, spans);
  const week = kind === 'calls' && site.callHours !== 'chat' ? site.callHours : site.hours;
  return { week, days, timeZone: site.timeZone };
}

/** Whether it is opening time at a moment. */
export function isOpen(schedule: Schedule, at: number): boolean {
  return openSpans(schedule, at, at + 1).length > 0;
}

/** The first moment from `at` on at which it is open, `at` itself perhaps; null: none within a year. */
export function nextOpening(schedule: Schedule, at: number): number | null {
  for (let from = at; from < at + FAR_MS; from += STEP_MS) {
    const [span] = openSpans(schedule, from, from + STEP_MS);
    if (span) return Math.max(span.from, at);
  }
  return null;
}

/**
 * The moment at which it has been open for so long since `from`; null: not within a year. One that would be the moment of
 * closing is the next opening.
 */
export function afterOpenTime(schedule: Schedule, from: number, ms: number): number | null {
  let left = ms;
  for (let start = from; start < from + FAR_MS; start += STEP_MS) {
    for (const span of openSpans(schedule, start, start + STEP_MS)) {
      const begins = Math.max(span.from, start);
      const length = Math.min(span.to, start + STEP_MS) - begins;
      if (left < length) return begins + left;
      left -= length;
    }
  }
  return null;
}

/** Whether it is opening time at `at`, and when that changes. */
export function openingAt(schedule: Schedule, at: number): Opening {
  const [from, to] = [at - NEAR_MS, at + NEAR_MS];
  const span = openSpans(schedule, from, to).find(each => each.to > at);
  if (span && span.from <= at) {
    return {
      isOpen: true,
      opensAt: span.from > from ? span.from : null,
      closesAt: span.to < to ? span.to : null,
    };
  }
  return { isOpen: false, opensAt: span?.from ?? nextOpening(schedule, to), closesAt: null };
}

/** The opening times that overlap a stretch of time, oldest first, none of them empty; spans that touch are one. */
export function openSpans({ week, days, timeZone }: Schedule, from: number, to: number): OpenSpan[] {
  const isAlways = week === null || week.every(spans => spans.length === 0);
  if (isAlways && days.size === 0) return [{ from: -Infinity, to: Infinity }];
  const hoursOf = (date: string, weekday: number) =>
    days.get(date) ?? (isAlways ? MIDNIGHT_TO_MIDNIGHT : (week[weekday - 1] ?? []));
  return spansOf(hoursOf, timeZone, from, to);
}

/**
 * The same of hours that are told date by date.
 * @param hoursOf of a date such as `2026-12-31`, a weekday from 1, Monday, on
 */
export function spansOf(
  hoursOf: (date: string, weekday: number) => Spans,
  timeZone: string,
  from: number,
  to: number,
): OpenSpan[] {
  const spans: OpenSpan[] = [];
  const last = dateAt(to, timeZone);
  // What began yesterday may end today.
  let date = dateAt(from, timeZone).subtract({ days: 1 });
  const dayAfter = daysFrom(date, timeZone);
  for (let count = 0; Temporal.PlainDate.compare(date, last) <= 0; count += 1, date = date.add({ days: 1 })) {
    const hours = hoursOf(date.toString(), date.dayOfWeek);
    const momentOf = (clock: string, later: number) =>
      firstMoment(dayAfter(count + later), dayAfter(count + later + 1), clock);
    for (const { from: opens, to: closes } of hours) {
      const span = { from: momentOf(opens, 0), to: momentOf(closes, closes <= opens ? 1 : 0) };
      if (span.from < span.to && span.to > from && span.from < to) spans.push(span);
    }
  }
  return merged(spans);
}

function merged(spans: OpenSpan[]): OpenSpan[] {
  const result: OpenSpan[] = [];
  for (const span of spans.sort((a, b) => a.from - b.from)) {
    const before = result.at(-1);
    if (before && span.from <= before.to) before.to = Math.max(before.to, span.to);
    else result.push(span);
  }
  return result;
}

/** A date by the clocks of a zone: its first moment, and how far its clocks are from UTC then. */
interface Day {
  date: Temporal.PlainDate;
  start: Temporal.ZonedDateTime;
  startsAt: number;
  offsetMs: number;
}

/** The days from a date on, by how many days later they are; each is looked up once, and only if it is open. */
function daysFrom(first: Temporal.PlainDate, timeZone: string): (later: number) => Day {
  const known: Day[] = [];
  function dayOf(later: number): Day {
    const date = first.add({ days: later });
    const start = date.toZonedDateTime(timeZone);
    return { date, start, startsAt: start.epochMilliseconds, offsetMs: start.offsetNanoseconds / 1_000_000 };
  }
  return later => {
    known[later] ??= dayOf(later);
    return known[later];
  };
}

/**
 * The first moment at which a day's clocks show a time or a later one. So a time that a change of clocks skips is the
 * change itself, one that comes twice is the first of both, and no time of a day is before an earlier one.
 * @param next the day after it
 */
function firstMoment(day: Day, next: Day, clock: string): number {
  const [hour = 0, minute = 0] = clock.split(':').map(Number);
  if (hour === 24) return next.startsAt;
  if (day.offsetMs !== next.offsetMs) return Math.max(day.startsAt, momentOnChange(day, { hour, minute }));
  // On nearly all days all clocks go on as they were, and then this is ten times faster.
  const { year, month, day: number } = day.date;
  const at = Date.UTC(year, month - 1, number, hour, minute) - day.offsetMs;
  return Math.min(Math.max(at, day.startsAt), next.startsAt);
}

function momentOnChange({ date, start }: Day, time: { hour: number; minute: number }): number {
  const plainTime = Temporal.PlainTime.from(time);
  const at = date.toZonedDateTime({ timeZone: start.timeZoneId, plainTime });
  if (at.toPlainTime().equals(plainTime)) return at.epochMilliseconds;
  // Skipped; what stands there instead is as long after the change, or is the change.
  const change = at.add({ milliseconds: 1 }).getTimeZoneTransition('previous');
  return change?.epochMilliseconds ?? at.epochMilliseconds;
}

function dateAt(at: number, timeZone: string): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).toPlainDate();
}

/** A day by the clocks of a site, such as `2026-03-04`. */
export function dayOf({ timeZone }: Pick<SiteRecord, 'timeZone'>, at: number): string {
  return dateAt(at, timeZone).toString();
}
