/**
 * Opening hours as instants. Pure functions over a week, its time zone and a moment; days are counted in the zone, so
 * that nine o'clock stays nine o'clock on the days when clocks change (SPEC H1).
 */
import { Temporal } from 'temporal-polyfill';
import type { Week } from '../../../protocol/sites.ts';

/** From inclusive, to exclusive, ms since the epoch. Infinite for a site that is always open. */
export interface OpenSpan {
  from: number;
  to: number;
}

export interface Opening {
  isOpen: boolean;
  /** Since when it is open, or when it opens next; null: always open. */
  opensAt: number | null;
  /** When it closes; null: closed now, or always open. */
  closesAt: number | null;
}

/** Enough to meet every opening of a week from whatever moment on, and to see that a week never closes. */
const HORIZON_MS = 8 * 24 * 3_600_000;

/**
 * The opening times that overlap a stretch of time, oldest first; spans that touch are one.
 * @param week null or without any span: always open. A span whose end is not after its start ends on the next day.
 */
export function openSpans(week: Week | null, timeZone: string, from: number, to: number): OpenSpan[] {
  if (isAlwaysOpen(week)) return [{ from: -Infinity, to: Infinity }];
  const spans: OpenSpan[] = [];
  const last = dateAt(to, timeZone);
  let day = dateAt(from, timeZone).subtract({ days: 1 });
  for (; Temporal.PlainDate.compare(day, last) <= 0; day = day.add({ days: 1 })) {
    for (const { from: opens, to: closes } of week[day.dayOfWeek - 1] ?? []) {
      const span = {
        from: instantOf(day, opens, timeZone),
        to: instantOf(closes <= opens ? day.add({ days: 1 }) : day, closes, timeZone),
      };
      if (span.to > from && span.from < to) spans.push(span);
    }
  }
  return merged(spans);
}

/** Whether it is opening time at `at`, and when that changes. */
export function openingAt(week: Week | null, timeZone: string, at: number): Opening {
  if (isAlwaysOpen(week)) return { isOpen: true, opensAt: null, closesAt: null };
  const spans = openSpans(week, timeZone, at - HORIZON_MS, at + HORIZON_MS);
  const span = spans.find(each => each.to > at);
  if (!span) return { isOpen: false, opensAt: null, closesAt: null };
  if (span.from > at) return { isOpen: false, opensAt: span.from, closesAt: null };
  const isEndless = span.from <= at - HORIZON_MS && span.to >= at + HORIZON_MS;
  return isEndless
    ? { isOpen: true, opensAt: null, closesAt: null }
    : { isOpen: true, opensAt: span.from, closesAt: span.to };
}

function isAlwaysOpen(week: Week | null): week is null {
  return week === null || week.every(day => day.length === 0);
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

function dateAt(at: number, timeZone: string): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).toPlainDate();
}

/** A clock time that a change of clocks skips means the moment as far after the change ("compatible", as calendars do). */
function instantOf(day: Temporal.PlainDate, clock: string, timeZone: string): number {
  const [date, time] = clock === '24:00' ? [day.add({ days: 1 }), '00:00'] : [day, clock];
  return date.toZonedDateTime({ timeZone, plainTime: Temporal.PlainTime.from(time) }).epochMilliseconds;
}
