import { describe, expect, test } from 'vitest';
import type { Week } from '../../../../protocol/sites.ts';
import { openingAt, openSpans } from '../../../../server/features/availability/rules.ts';

const at = (text: string) => Date.parse(text);
const iso = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString().replace(':00.000Z', 'Z'));
const read = (week: Week | null, zone: string, text: string) => {
  const { isOpen, opensAt, closesAt } = openingAt(week, zone, at(text));
  return [isOpen, iso(opensAt), iso(closesAt)];
};

const nineToSix = [{ from: '09:00', to: '18:00' }];
/** Monday to Friday, nine to six. */
const OFFICE: Week = [nineToSix, nineToSix, nineToSix, nineToSix, nineToSix, [], []];
const ALL_DAY = [{ from: '00:00', to: '24:00' }];

describe('opening hours', () => {
  test('H1 without hours, or with a week without any, a site is always open', () => {
    expect(read(null, 'UTC', '2026-03-04T03:00Z')).toEqual([true, null, null]);
    expect(read([[], [], [], [], [], [], []], 'UTC', '2026-03-04T03:00Z')).toEqual([true, null, null]);
  });

  test('H1 inside a span: open since its start, until its end', () => {
    expect(read(OFFICE, 'Asia/Ulaanbaatar', '2026-03-04T03:00Z')).toEqual([
      true,
      '2026-03-04T01:00Z',
      '2026-03-04T10:00Z',
    ]);
  });

  test('H1 the first moment counts, the last one does not', () => {
    expect(read(OFFICE, 'UTC', '2026-03-04T09:00Z')[0]).toBe(true);
    expect(read(OFFICE, 'UTC', '2026-03-04T18:00Z')).toEqual([false, '2026-03-05T09:00Z', null]);
  });

  test('H1 outside: the next opening, over a weekend too', () => {
    expect(read(OFFICE, 'UTC', '2026-03-06T20:00Z')).toEqual([false, '2026-03-09T09:00Z', null]);
  });

  test('H1 one short span a week is found from right after it', () => {
    const week: Week = [[{ from: '10:00', to: '10:30' }], [], [], [], [], [], []];
    expect(read(week, 'UTC', '2026-03-02T10:30Z')).toEqual([false, '2026-03-09T10:00Z', null]);
  });

  test('H1 the day is the day of the zone, not of UTC', () => {
    // Sunday evening in London is Monday morning in Auckland.
    expect(read(OFFICE, 'Pacific/Auckland', '2026-06-07T22:00Z')[0]).toBe(true);
    expect(read(OFFICE, 'Europe/London', '2026-06-07T22:00Z')[0]).toBe(false);
  });

  test('H1 a span past midnight ends on the next day, whichever side of midnight it is', () => {
    const bar: Week = [[{ from: '20:00', to: '02:00' }], [], [], [], [], [], []];
    const span = [true, '2026-03-02T20:00Z', '2026-03-03T02:00Z'];
    expect(read(bar, 'UTC', '2026-03-02T23:00Z')).toEqual(span);
    expect(read(bar, 'UTC', '2026-03-03T01:00Z')).toEqual(span);
    expect(read(bar, 'UTC', '2026-03-03T02:00Z')[0]).toBe(false);
  });

  test('H1 spans that touch are one, and a week without a gap never closes', () => {
    const weekdays: Week = [ALL_DAY, ALL_DAY, ALL_DAY, ALL_DAY, ALL_DAY, [], []];
    expect(read(weekdays, 'UTC', '2026-03-04T12:00Z')).toEqual([true, '2026-03-02T00:00Z', '2026-03-07T00:00Z']);
    const always: Week = [ALL_DAY, ALL_DAY, ALL_DAY, ALL_DAY, ALL_DAY, ALL_DAY, ALL_DAY];
    expect(read(always, 'UTC', '2026-03-04T12:00Z')).toEqual([true, null, null]);
  });

  test('H1 nine stays nine when clocks change, both ways', () => {
    const days: Week = [[], [], [], [], [], nineToSix, nineToSix];
    // Berlin: 29 March 2026 loses an hour, 25 October gains one.
    expect(read(days, 'Europe/Berlin', '2026-03-28T09:00Z')).toEqual([true, '2026-03-28T08:00Z', '2026-03-28T17:00Z']);
    expect(read(days, 'Europe/Berlin', '2026-03-29T09:00Z')).toEqual([true, '2026-03-29T07:00Z', '2026-03-29T16:00Z']);
    expect(read(days, 'Europe/Berlin', '2026-10-25T09:00Z')).toEqual([true, '2026-10-25T08:00Z', '2026-10-25T17:00Z']);
  });

  test('H1 a day of 23 or 25 hours is open for all of it', () => {
    const sunday: Week = [[], [], [], [], [], [], ALL_DAY];
    const hours = (text: string) => {
      const [span] = openSpans(sunday, 'Europe/Berlin', at(text), at(text) + 1);
      return (span!.to - span!.from) / 3_600_000;
    };
    expect(hours('2026-03-29T12:00Z')).toBe(23);
    expect(hours('2026-10-25T12:00Z')).toBe(25);
  });

  test('H1 an opening in the hour that a change of clocks skips begins after the change', () => {
    const early: Week = [[], [], [], [], [], [], [{ from: '02:30', to: '05:00' }]];
    expect(read(early, 'Europe/Berlin', '2026-03-29T01:45Z')).toEqual([true, '2026-03-29T01:30Z', '2026-03-29T03:00Z']);
  });
});
