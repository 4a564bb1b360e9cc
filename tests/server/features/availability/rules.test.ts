import { describe, expect, test } from 'vitest';
import type { Week } from '../../../../protocol/hours.ts';
import {
  isOpen,
  nextOpening,
  openingAt,
  openSpans,
  scheduleOf,
} from '../../../../server/features/availability/rules.ts';

const at = (text: string) => Date.parse(text);
const iso = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString().replace(':00.000Z', 'Z'));
const schedule = (week: Week | null, timeZone: string, days: Record<string, Week[number]> = {}) => ({
  week,
  timeZone,
  days: new Map(Object.entries(days)),
});
const told = (...of: Parameters<typeof openingAt>) => {
  const opening = openingAt(...of);
  return [opening.isOpen, iso(opening.opensAt), iso(opening.closesAt)];
};
const read = (week: Week | null, zone: string, text: string) => told(schedule(week, zone), at(text));

const dateAfter = (first: string, days: number) => new Date(at(first) + days * 86_400_000).toISOString().slice(0, 10);

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
      const [span] = openSpans(schedule(sunday, 'Europe/Berlin'), at(text), at(text) + 1);
      return (span!.to - span!.from) / 3_600_000;
    };
    expect(hours('2026-03-29T12:00Z')).toBe(23);
    expect(hours('2026-10-25T12:00Z')).toBe(25);
  });

  test('H1 an opening in the hour that a change of clocks skips begins with the change', () => {
    const early: Week = [[], [], [], [], [], [], [{ from: '02:30', to: '05:00' }]];
    expect(read(early, 'Europe/Berlin', '2026-03-29T01:45Z')).toEqual([true, '2026-03-29T01:00Z', '2026-03-29T03:00Z']);
  });

  test('H1 hours that lie in the hour that is skipped are not there on that day, and no day has them backwards', () => {
    for (const [from, to] of [
      ['02:15', '02:45'],
      ['02:30', '03:00'],
      ['02:00', '02:30'],
    ] as const) {
      const skipped = schedule([[], [], [], [], [], [], [{ from, to }]], 'Europe/Berlin');
      expect(openSpans(skipped, at('2026-03-28T00:00Z'), at('2026-03-30T00:00Z')), `${from}-${to}`).toEqual([]);
      expect(iso(nextOpening(skipped, at('2026-03-28T12:00Z'))), `${from}-${to}`).toMatch(/^2026-04-05T0[0-2]/);
    }
  });
});

describe('days that differ from the week', () => {
  const site = {
    hours: OFFICE,
    callHours: 'chat' as const,
    days: [
      { date: '2026-03-05', name: 'Stocktaking', spans: [] },
      { date: '2026-03-07', name: 'Open day', spans: [{ from: '10:00', to: '16:00' }] },
    ],
    holidays: null,
    timeZone: 'UTC',
  };

  test('H4 a date without hours is closed, one with its own has these, and the week goes on around them', () => {
    const chat = scheduleOf(site, 'chat');
    expect(told(chat, at('2026-03-04T20:00Z'))).toEqual([false, '2026-03-06T09:00Z', null]);
    expect(told(chat, at('2026-03-05T12:00Z'))).toEqual([false, '2026-03-06T09:00Z', null]);
    expect(told(chat, at('2026-03-07T12:00Z'))).toEqual([true, '2026-03-07T10:00Z', '2026-03-07T16:00Z']);
  });

  test('H4 the night that began the day before a closed date goes on into it', () => {
    const bar = [{ from: '20:00', to: '02:00' }];
    const chat = schedule([bar, bar, bar, bar, bar, bar, bar], 'UTC', { '2026-01-01': [] });
    expect(told(chat, at('2026-01-01T01:00Z'))).toEqual([true, '2025-12-31T20:00Z', '2026-01-01T02:00Z']);
    expect(told(chat, at('2026-01-01T21:00Z'))).toEqual([false, '2026-01-02T20:00Z', null]);
  });

  test('H4 a site that is always open closes on a closed date alone, and says so within the week before', () => {
    const chat = schedule(null, 'Asia/Ulaanbaatar', { '2026-03-08': [] });
    expect(told(chat, at('2026-03-05T12:00Z'))).toEqual([true, null, '2026-03-07T16:00Z']);
    expect(told(chat, at('2026-03-08T12:00Z'))).toEqual([false, '2026-03-08T16:00Z', null]);
    expect(told(chat, at('2026-06-08T12:00Z'))).toEqual([true, null, null]);
  });

  test('H4 the next opening is found over a season of rest, and none is promised where there is none for a year', () => {
    const closed = (first: string, count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, later) => [dateAfter(first, later), []]));
    const summer = schedule(OFFICE, 'UTC', closed('2026-06-01', 90));
    expect(iso(nextOpening(summer, at('2026-06-02T12:00Z')))).toBe('2026-08-31T09:00Z');
    expect(told(summer, at('2026-06-02T12:00Z'))).toEqual([false, '2026-08-31T09:00Z', null]);
    expect(isOpen(summer, at('2026-08-31T09:00Z'))).toBe(true);
    const never = schedule(OFFICE, 'UTC', closed('2026-01-01', 400));
    expect(told(never, at('2026-01-02T12:00Z'))).toEqual([false, null, null]);
  });

  test('H5 a day of a calendar is closed, unless the owner typed hours for it', () => {
    const holidays = {
      url: 'https://calendar.example/mn.ics',
      days: [
        { date: '2026-03-06', name: 'Soldiers’ Day' },
        { date: '2026-03-07', name: 'Another' },
      ],
      readAt: 0,
      triedAt: 0,
      problem: null,
    };
    const chat = scheduleOf({ ...site, holidays }, 'chat');
    expect(isOpen(chat, at('2026-03-06T12:00Z'))).toBe(false);
    expect(isOpen(chat, at('2026-03-07T12:00Z'))).toBe(true);
  });

  test('H6 calls have the hours of the chat until they have their own; days that differ hold for both', () => {
    const mornings: Week = Array.from({ length: 7 }, () => [{ from: '09:00', to: '12:00' }]);
    const isOpenFor = (kind: 'chat' | 'calls', text: string, callHours: Week | null | 'chat') =>
      isOpen(scheduleOf({ ...site, callHours }, kind), at(text));
    expect(isOpenFor('calls', '2026-03-04T13:00Z', 'chat')).toBe(true);
    expect(isOpenFor('calls', '2026-03-04T13:00Z', mornings)).toBe(false);
    expect(isOpenFor('chat', '2026-03-04T13:00Z', mornings)).toBe(true);
    expect(isOpenFor('calls', '2026-03-04T03:00Z', null)).toBe(true);
    expect(isOpenFor('calls', '2026-03-05T10:00Z', mornings)).toBe(false);
    expect(isOpenFor('calls', '2026-03-07T13:00Z', mornings)).toBe(true);
  });
});
