import { describe, expect, test } from 'vitest';
import type { Week } from '../../../../protocol/hours.ts';
import { asapWindow, offeredWindow, slotsFor, windowsAfter } from '../../../../server/features/callbacks/slots.ts';

const at = (text: string) => Date.parse(text);
const iso = (ms: number) => new Date(ms).toISOString().slice(0, 16);
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

const tenToNoon = [{ from: '10:00', to: '12:00' }];
const MORNINGS: Week = [tenToNoon, tenToNoon, tenToNoon, tenToNoon, tenToNoon, [], []];
const site = (change: Partial<Parameters<typeof slotsFor>[0]> = {}) => ({
  hours: MORNINGS,
  callHours: 'chat' as const,
  days: [],
  holidays: null,
  timeZone: 'UTC',
  asapMinutes: 15,
  callbacksPerSlot: 2,
  slotMinutes: 30 as const,
  leadMinutes: 0,
  horizonDays: 7,
  ...change,
});
/** A Wednesday. */
const MORNING = at('2026-03-04T10:20Z');

describe('slots', () => {
  test('H2 half hours of the opening time, for a week, none too soon and none that ends after closing', () => {
    const starts = slotsFor(site(), new Map(), MORNING).slots.map(slot => iso(slot.startAt));
    expect(starts.slice(0, 4)).toEqual([
      '2026-03-04T11:00',
      '2026-03-04T11:30',
      '2026-03-05T10:00',
      '2026-03-05T10:30',
    ]);
    expect(starts.at(-1)).toBe('2026-03-11T10:00');
    expect(starts.some(start => start.startsWith('2026-03-07'))).toBe(false);
  });

  test('H2 every offered slot is ahead, within a week, a quarter of an hour wide and in order', () => {
    const { slots } = slotsFor(site({ hours: null }), new Map(), MORNING);
    expect(slots).toHaveLength(7 * 48 - 1);
    for (const [place, { startAt, endAt }] of slots.entries()) {
      expect(startAt).toBeGreaterThanOrEqual(MORNING + 15 * MINUTE);
      expect(startAt).toBeLessThanOrEqual(MORNING + 7 * DAY);
      expect(endAt - startAt).toBe(15 * MINUTE);
      if (place > 0) expect(startAt - slots[place - 1]!.startAt).toBe(30 * MINUTE);
    }
  });

  test('H2 slot length, lead time and horizon are settings of the site', () => {
    const startsOf = (change: Parameters<typeof site>[0]) =>
      slotsFor(site({ hours: null, ...change }), new Map(), MORNING).slots.map(slot => iso(slot.startAt));
    expect(startsOf({ slotMinutes: 10 }).slice(0, 3)).toEqual([
      '2026-03-04T10:40',
      '2026-03-04T10:50',
      '2026-03-04T11:00',
    ]);
    expect(startsOf({ slotMinutes: 120 }).slice(0, 2)).toEqual(['2026-03-04T12:00', '2026-03-04T14:00']);
    expect(startsOf({ leadMinutes: 24 * 60 })[0]).toBe('2026-03-05T10:30');
    expect(startsOf({ leadMinutes: 5 })[0]).toBe('2026-03-04T11:00');
    expect(startsOf({ horizonDays: 1 }).at(-1)).toBe('2026-03-05T10:00');
    expect(startsOf({ horizonDays: 31 }).at(-1)).toBe('2026-04-04T10:00');
  });

  test('H2 a window is no longer than its slot', () => {
    const [slot] = slotsFor(site({ slotMinutes: 10 }), new Map(), MORNING).slots;
    expect(slot!.endAt - slot!.startAt).toBe(10 * MINUTE);
    expect(windowsAfter(site({ slotMinutes: 10 }), slot!.startAt, MORNING)[0]).toEqual({
      startAt: slot!.endAt,
      endAt: slot!.endAt + 10 * MINUTE,
    });
  });

  test("H2 slots lie on the site's own half hours, in zones of 45 minutes too", () => {
    const [first] = slotsFor(site({ hours: null, timeZone: 'Asia/Kathmandu' }), new Map(), MORNING).slots;
    // 10:45 UTC is 16:30 in Kathmandu.
    expect(iso(first!.startAt)).toBe('2026-03-04T10:45');
  });

  test('H2 the grid holds over a change of clocks', () => {
    const zoned = site({ timeZone: 'Europe/Berlin', hours: [[], [], [], [], [], [], tenToNoon] });
    const starts = slotsFor(zoned, new Map(), at('2026-03-28T12:00Z')).slots.map(slot => iso(slot.startAt));
    expect(starts).toEqual(['2026-03-29T08:00', '2026-03-29T08:30', '2026-03-29T09:00', '2026-03-29T09:30']);
  });

  test('H2 H6 with hours of their own calls are offered by these, and on no closed date', () => {
    const afternoons: Week = Array.from({ length: 7 }, () => [{ from: '14:00', to: '15:00' }]);
    const days = [{ date: '2026-03-05', name: 'Stocktaking', spans: [] }];
    const { asapAt, slots } = slotsFor(site({ callHours: afternoons, days }), new Map(), MORNING);
    expect(iso(asapAt)).toBe('2026-03-04T14:00');
    const starts = slots.map(slot => iso(slot.startAt));
    expect(starts.slice(0, 3)).toEqual(['2026-03-04T14:00', '2026-03-04T14:30', '2026-03-06T14:00']);
  });

  test('H3 H4 as soon as possible is after the holidays, however long they are', () => {
    const days = Array.from({ length: 20 }, (_, later) => ({
      date: iso(MORNING + later * DAY).slice(0, 10),
      name: 'Rest',
      spans: [],
    }));
    const { asapAt, slots } = slotsFor(site({ days }), new Map(), MORNING);
    expect([iso(asapAt), slots]).toEqual(['2026-03-24T10:00', []]);
  });

  test('H2 a slot with as many callbacks as the site takes is full', () => {
    const load = new Map([
      [at('2026-03-04T11:00Z'), 2],
      [at('2026-03-04T11:30Z'), 1],
    ]);
    expect(
      slotsFor(site(), load, MORNING)
        .slots.slice(0, 3)
        .map(slot => slot.isFull),
    ).toEqual([true, false, false]);
  });

  test('H3 as soon as possible is so many minutes from now while open', () => {
    expect(iso(slotsFor(site(), new Map(), MORNING).asapAt)).toBe('2026-03-04T10:35');
    expect(asapWindow(site(), MORNING)).toEqual({ startAt: MORNING + 15 * MINUTE, endAt: MORNING + 30 * MINUTE });
  });

  test('H3 closed, or closing before that, it is the next opening', () => {
    expect(iso(slotsFor(site(), new Map(), at('2026-03-04T20:00Z')).asapAt)).toBe('2026-03-05T10:00');
    expect(iso(slotsFor(site(), new Map(), at('2026-03-06T11:50Z')).asapAt)).toBe('2026-03-09T10:00');
  });

  test('H2 every offered slot is taken when it comes back', () => {
    for (const { startAt, endAt } of slotsFor(site(), new Map(), MORNING).slots) {
      expect(offeredWindow(site(), startAt, MORNING)).toEqual({ startAt, endAt });
    }
  });

  test('H2 a slot that came near while the visitor typed is still taken, until it begins', () => {
    const startAt = at('2026-03-04T11:00Z');
    expect(offeredWindow(site(), startAt, startAt - MINUTE)?.startAt).toBe(startAt);
    expect(offeredWindow(site(), startAt, startAt + 1)).toBeNull();
  });

  test.each([
    ['past', '2026-03-04T10:00Z'],
    ['off the half hours', '2026-03-04T11:10Z'],
    ['outside opening hours', '2026-03-04T13:00Z'],
    ['at closing time', '2026-03-04T12:00Z'],
    ['on a closed day', '2026-03-07T11:00Z'],
    ['further away than a week', '2026-03-12T11:00Z'],
  ])('H2 a time that is %s is not offered', (_, text) => {
    expect(offeredWindow(site(), at(text), MORNING)).toBeNull();
  });
});
