/**
 * When a visit can begin: from the hours of the shop and of who works in it, what is taken, buffers, lead time and horizon.
 * Pure, with the clock passed in. Times are by the shop's clock, also on the days when clocks change (SPEC BK1 to BK3).
 */
import { Temporal } from 'temporal-polyfill';
import { joined, type Span } from './spans.ts';
import { anyOf, bothOf, type Range, startsBeside, startsWithin } from './starts.ts';

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** One service of a visit. All of its lengths are whole cells. */
export interface Part {
  minutes: number;
  beforeMinutes: number;
  afterMinutes: number;
  /** Who may do it: employees, in the order in which they are asked. */
  staffIds: readonly string[];
  /** Rooms or chairs that it takes a place of. */
  resources: readonly Places[];
}

/** A resource, by its places as they are called in `taken`. */
export interface Places {
  id: string;
  owners: readonly string[];
}

/** What is known of the shop in a stretch of time. */
export interface Shop {
  timeZone: string;
  stepMinutes: number;
  now: number;
  leadMinutes: number;
  horizonDays: number;
  /** When it is open at all; null: whenever somebody works. */
  open: readonly Span[] | null;
  /** When each employee can be booked: their hours without breaks, joined. */
  staff: ReadonlyMap<string, readonly Span[]>;
  /** What each employee and each place of a resource is taken by, in order of its beginning. */
  taken: ReadonlyMap<string, readonly Span[]>;
}

/** What an employee is called in `taken`, and a place of a resource. */
export const ownerOfStaff = (staffId: string) => `staff ${staffId}`;
export const ownerOfPlace = (resourceId: string, place: number) => `place ${resourceId} ${place}`;
/** The resource that a place is of. */
export const resourceIn = (owner: string) => owner.split(' ')[1] ?? '';

/** What one service takes of a visit, ms after its beginning. */
export interface Stretch {
  begins: number;
  ends: number;
  /** With its buffers. */
  from: number;
  to: number;
}

/** The services of a visit, one right after another. A buffer inside a visit is the next one's own time. */
export function stretchesOf(parts: readonly Pick<Part, 'minutes' | 'beforeMinutes' | 'afterMinutes'>[]): Stretch[] {
  let begins = 0;
  return parts.map(({ minutes, beforeMinutes, afterMinutes }) => {
    const ends = begins + minutes * MINUTE_MS;
    const stretch = {
      begins,
      ends,
      from: begins - beforeMinutes * MINUTE_MS,
      to: ends + afterMinutes * MINUTE_MS,
    };
    begins = ends;
    return stretch;
  });
}

/** What a visit takes of each resource: one place, from the first service that needs it to the end of the last. One visit sits in one chair. */
export function needsOf(parts: readonly Part[]): (Span & { resource: Places })[] {
  const needs = new Map<string, Span & { resource: Places }>();
  for (const [at, { from, to }] of stretchesOf(parts).entries()) {
    for (const resource of parts[at]!.resources) {
      const need = needs.get(resource.id);
      if (need) needs.set(resource.id, { ...need, from: Math.min(need.from, from), to: Math.max(need.to, to) });
      else needs.set(resource.id, { resource, from, to });
    }
  }
  return [...needs.values()];
}

/** The first and the last moment at which a visit may begin. */
export function offeredSpan(shop: Pick<Shop, 'now' | 'leadMinutes' | 'horizonDays' | 'timeZone'>): Span {
  const { now, leadMinutes, horizonDays, timeZone } = shop;
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(timeZone).startOfDay();
  return { from: now + leadMinutes * MINUTE_MS, to: today.add({ days: horizonDays + 1 }).epochMilliseconds };
}

/** When a visit can begin in a stretch of time, earliest first. */
export function freeStarts(shop: Shop, parts: readonly Part[], { from, to }: Span): number[] {
  const offered = offeredSpan(shop);
  const range = { from: Math.max(from, offered.from), to: Math.min(to, offered.to) - 1 };
  if (range.from > range.to) return [];
  let left: Range[] = [range];
  for (const [at, { begins, ends, from: takesFrom, to: takesTo }] of stretchesOf(parts).entries()) {
    if (shop.open) left = bothOf(left, startsWithin(joined(shop.open), begins, ends - begins));
    const byStaff = parts[at]!.staffIds.map(id => {
      const starts = bothOf(startsWithin(shop.staff.get(id) ?? [], begins, ends - begins), left);
      return startsBeside(starts, takenOf(shop, ownerOfStaff(id)), takesFrom, takesTo);
    });
    left = bothOf(left, anyOf(byStaff));
  }
  for (const need of needsOf(parts)) {
    const byPlace = need.resource.owners.map(owner => startsBeside(left, takenOf(shop, owner), need.from, need.to));
    left = bothOf(left, anyOf(byPlace));
  }
  return onGrid(left, shop);
}

function takenOf({ taken }: Shop, owner: string): readonly Span[] {
  return taken.get(owner) ?? [];
}

/** The moments of a grid in some ranges: every so many minutes from midnight on, as the shop's clocks show it. */
function onGrid(ranges: readonly Range[], { timeZone, stepMinutes }: Pick<Shop, 'timeZone' | 'stepMinutes'>): number[] {
  const [first, last] = [ranges[0], ranges.at(-1)];
  if (!first || !last) return [];
  const stepMs = stepMinutes * MINUTE_MS;
  const starts: number[] = [];
  for (const { from, to, offsetMs } of clocksOf(timeZone, first.from, last.to)) {
    for (const range of ranges) {
      const end = Math.min(range.to, to - 1);
      const begin = Math.max(range.from, from);
      for (let at = Math.ceil((begin + offsetMs) / stepMs) * stepMs - offsetMs; at <= end; at += stepMs)
        starts.push(at);
    }
  }
  return starts;
}

/** Whether a moment is one of the grid. */
export function isOnGrid(at: number, shop: Pick<Shop, 'timeZone' | 'stepMinutes'>): boolean {
  return onGrid([{ from: at, to: at }], shop).length > 0;
}

/** How far the clocks of a zone are from UTC between two moments, part by part. */
function clocksOf(timeZone: string, from: number, to: number): (Span & { offsetMs: number })[] {
  const clocks: (Span & { offsetMs: number })[] = [];
  let at = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(timeZone);
  for (let begin = from; begin <= to; ) {
    const change = at.getTimeZoneTransition('next');
    const end = change ? change.epochMilliseconds : Infinity;
    clocks.push({ from: begin, to: end, offsetMs: at.offsetNanoseconds / 1_000_000 });
    if (!change || end > to) break;
    at = change;
    begin = end;
  }
  return clocks;
}

/** Moments by the day on which they are by the clocks of a zone, in order; all of them between two moments. */
export function byDay(starts: readonly number[], timeZone: string, range: Span): Map<string, number[]> {
  const days = new Map<string, number[]>();
  const clocks = clocksOf(timeZone, range.from, range.to);
  let clock = 0;
  for (const at of starts) {
    while (at >= clocks[clock]!.to) clock += 1;
    const date = dateOf(at + clocks[clock]!.offsetMs);
    const day = days.get(date);
    if (day) day.push(at);
    else days.set(date, [at]);
  }
  return days;
}

let known = { day: Number.NaN, date: '' };

/** The date of a clock that shows so many ms since its own epoch. One is asked for many times in a row. */
function dateOf(clockMs: number): string {
  const day = Math.floor(clockMs / DAY_MS);
  if (known.day !== day) known = { day, date: new Date(day * DAY_MS).toISOString().slice(0, 10) };
  return known.date;
}

/** The first moment of a day, and of the one so many days later. */
export function daysFrom(date: string, days: number, timeZone: string): Span {
  const first = Temporal.PlainDate.from(date);
  return {
    from: first.toZonedDateTime(timeZone).epochMilliseconds,
    to: first.add({ days }).toZonedDateTime(timeZone).epochMilliseconds,
  };
}

/** The day of a moment by the clocks of a zone. */
export function dayAt(at: number, timeZone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).toPlainDate().toString();
}
