import { describe, expect, test } from 'vitest';
import type { Spans } from '../../protocol/hours.ts';
import { isOpen, nextOpening, openSpans, type Schedule } from '../../server/features/availability/rules.ts';
import { seed } from '../helpers/chance.ts';
import fc from '../helpers/properties.ts';
import { isLong, times } from './length.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** Minutes looked at on either side of a change of clocks, and days known around these. */
const SIDE = 1.5 * DAY;
const KNOWN = 3 * DAY;
const FIRST = Date.UTC(2005, 0, 1);
const LAST = Date.UTC(2031, 0, 1);

/** A short run tries those that change in unlike ways: at midnight, back over it, by half an hour, by a whole day, never. */
const PECULIAR = [
  'America/Havana',
  'America/St_Johns',
  'Africa/Cairo',
  'Africa/Casablanca',
  'Asia/Beirut',
  'Asia/Ulaanbaatar',
  'Australia/Lord_Howe',
  'Europe/Berlin',
  'Europe/Dublin',
  'Pacific/Apia',
  'UTC',
];
const ZONES = isLong ? Intl.supportedValuesOf('timeZone') : PECULIAR;

/** What the clocks of a zone show, as text that sorts: `2026-03-29 03:00`. */
function wallOf(timeZone: string): (at: number) => string {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
  return at => format.format(at);
}

/** Minutes at which a zone's clocks jump; where they never do, any one. */
function changesOf(timeZone: string): number[] {
  const wall = wallOf(timeZone);
  const offset = (at: number) => Date.parse(`${wall(at).replace(' ', 'T')}Z`) - at;
  const changes: number[] = [];
  for (let day = FIRST; day < LAST; day += DAY) {
    if (offset(day) === offset(day + DAY)) continue;
    let [before, after] = [day, day + DAY];
    while (after - before > MINUTE) {
      const middle = before + Math.floor((after - before) / 2 / MINUTE) * MINUTE;
      if (offset(middle) === offset(before)) before = middle;
      else after = middle;
    }
    changes.push(after);
  }
  return changes.length > 0 ? changes : [Date.UTC(2026, 2, 29)];
}

const dateAfter = (date: string, days: number) => new Date(Date.parse(date) + days * DAY).toISOString().slice(0, 10);

/**
 * Which minutes around a change are open, found without any arithmetic on clocks: every minute is asked what it shows, a
 * span opens with the first that shows its beginning or a later time, and closes with the first that shows its end or later.
 */
function plainlyOpen(walls: string[], { week, days }: Schedule): Set<number> {
  const open = new Set<number>();
  const first = (wanted: string) => {
    const found = walls.findIndex(wall => wall >= wanted);
    return found < 0 ? walls.length : found;
  };
  const moment = (date: string, clock: string) =>
    clock === '24:00' ? first(`${dateAfter(date, 1)} 00:00`) : first(`${date} ${clock}`);
  const isAlways = week === null || week.every(spans => spans.length === 0);
  for (let date = walls[0]!.slice(0, 10); date <= walls.at(-1)!.slice(0, 10); date = dateAfter(date, 1)) {
    const weekday = (new Date(date).getUTCDay() + 6) % 7;
    const usual = isAlways ? [{ from: '00:00', to: '24:00' }] : week[weekday]!;
    for (const { from, to } of days.get(date) ?? usual) {
      const end = to > from ? moment(date, to) : moment(dateAfter(date, 1), to);
      for (let minute = moment(date, from); minute < end; minute += 1) open.add(minute);
    }
  }
  return open;
}

const clock = fc
  .oneof(fc.integer({ min: 0, max: 96 }), fc.constantFrom(0, 1, 4, 8, 10, 12, 92, 96))
  .map(
    quarters => `${String(Math.floor(quarters / 4)).padStart(2, '0')}:${String((quarters % 4) * 15).padStart(2, '0')}`,
  );
const spans: fc.Arbitrary<Spans> = fc.array(fc.record({ from: clock, to: clock }), { maxLength: 3 });
const week = fc.option(fc.array(spans, { minLength: 7, maxLength: 7 }), { freq: 8 });
const differing = fc.dictionary(fc.integer({ min: -2, max: 2 }).map(String), fc.oneof(fc.constant<Spans>([]), spans), {
  maxKeys: 3,
});

describe('opening hours around changes of clocks', () => {
  test.each(ZONES)('H1 H4 %s: minute by minute as its clocks show', timeZone => {
    const wall = wallOf(timeZone);
    const changes = changesOf(timeZone);
    const known = new Map<number, string[]>();
    const wallsOf = (change: number) => {
      const minutes = Array.from({ length: (2 * KNOWN) / MINUTE }, (_, at) => wall(change - KNOWN + at * MINUTE));
      known.set(change, known.get(change) ?? minutes);
      return known.get(change)!;
    };
    const moments = fc.array(fc.integer({ min: 0, max: (2 * SIDE) / MINUTE - 1 }), { minLength: 3, maxLength: 3 });
    const property = fc.property(fc.constantFrom(...changes), week, differing, moments, (change, hours, days, some) => {
      const walls = wallsOf(change);
      const middle = walls[KNOWN / MINUTE]!.slice(0, 10);
      const byDate = Object.entries(days).map(([later, own]) => [dateAfter(middle, Number(later)), own] as const);
      const schedule: Schedule = { week: hours, days: new Map(byDate), timeZone };
      const begin = change - SIDE;
      const plain = plainlyOpen(walls, schedule);
      const isPlainlyOpen = (at: number) => plain.has((at - change + KNOWN) / MINUTE);

      const found = openSpans(schedule, begin, begin + 2 * SIDE);
      for (const [place, span] of found.entries()) {
        expect(span.from).toBeLessThan(span.to);
        if (place > 0) expect(span.from).toBeGreaterThan(found[place - 1]!.to);
      }
      const wrong: string[] = [];
      for (let at = begin; at < begin + 2 * SIDE; at += MINUTE) {
        const isFound = found.some(span => span.from <= at && at < span.to);
        if (isFound !== isPlainlyOpen(at)) wrong.push(`${new Date(at).toISOString()} ${wall(at)} open: ${isFound}`);
      }
      expect(wrong.slice(0, 3)).toEqual([]);

      for (const minute of some) {
        const at = begin + minute * MINUTE;
        expect(isOpen(schedule, at)).toBe(isPlainlyOpen(at));
        const next = nextOpening(schedule, at);
        if (next !== null) expect(isOpen(schedule, next)).toBe(true);
        const end = Math.min(next ?? Number.POSITIVE_INFINITY, begin + 2 * SIDE);
        for (let between = at; between < end; between += MINUTE) expect(isPlainlyOpen(between)).toBe(false);
      }
    });
    fc.assert(property, { numRuns: times(25, 60), seed });
  });
});
