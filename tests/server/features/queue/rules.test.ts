import { describe, expect, test } from 'vitest';
import { isLong, paceOf, placeTold, type Seat, seatOf } from '../../../../server/features/queue/rules.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const NOW = 100 * MINUTE;

describe('the queue', () => {
  test.each([
    [1 * SECOND, false, false],
    [2 * SECOND, false, true],
    [59 * SECOND, true, false],
    [60 * SECOND, true, true],
  ])('QU1 who has waited %s ms is told of it (with somebody: %s): %s', (waitedMs, isAssigned, isTold) => {
    expect(isLong({ conversationId: 'a', since: NOW - waitedMs, isAssigned }, NOW)).toBe(isTold);
  });

  const seat: Seat = { place: 3, movedAt: 80 * MINUTE, first: { place: 4, at: 70 * MINUTE } };
  test.each<[string, Seat | undefined, { place: number; isTold: boolean }, Seat]>([
    [
      'seen first, and told',
      undefined,
      { place: 2, isTold: true },
      { place: 2, movedAt: 90 * MINUTE, first: { place: 2, at: NOW } },
    ],
    [
      'seen first, and not told',
      undefined,
      { place: 2, isTold: false },
      { place: 2, movedAt: 90 * MINUTE, first: null },
    ],
    ['stays', seat, { place: 3, isTold: true }, seat],
    ['moves', seat, { place: 2, isTold: true }, { ...seat, place: 2, movedAt: NOW }],
    ['told later', { ...seat, first: null }, { place: 3, isTold: true }, { ...seat, first: { place: 3, at: NOW } }],
  ])('QU1 QU4 a seat that is %s', (_what, before, look, after) => {
    expect(seatOf(before, { since: 90 * MINUTE, now: NOW, ...look })).toEqual(after);
  });

  test.each<[string, number, number, number | null, { waitMs: number | null; isStuck: boolean }]>([
    ['nobody knows', 2, 0, null, { waitMs: null, isStuck: false }],
    ['whole minutes, up', 2, 0, 61 * SECOND, { waitMs: 3 * MINUTE, isStuck: false }],
    ['never none', 1, 0, 1 * SECOND, { waitMs: MINUTE, isStuck: false }],
    ['long ones in steps', 4, 0, 3 * MINUTE, { waitMs: 15 * MINUTE, isStuck: false }],
    ['as long as it can come true', 1, 2 * MINUTE, 2 * MINUTE, { waitMs: 2 * MINUTE, isStuck: false }],
    ['and no longer', 1, 2 * MINUTE + 1, 2 * MINUTE, { waitMs: null, isStuck: false }],
    ['stuck at the first place', 1, 5 * MINUTE, 10 * MINUTE, { waitMs: null, isStuck: true }],
  ])('QU2 QU4 what is told of a place: %s', (_what, place, stoodMs, paceMs, told) => {
    expect(placeTold({ place, movedAt: NOW - stoodMs, first: null }, paceMs, NOW)).toEqual({ place, ...told });
  });

  const passed = (minutes: number, agoMs = 0) => ({ perPlaceMs: minutes * MINUTE, at: NOW - agoMs });
  test.each<[string, Parameters<typeof paceOf>[0], number | null]>([
    ['two are too few', [passed(1), passed(2)], null],
    ['the middle one of three', [passed(9), passed(1), passed(2)], 2 * MINUTE],
    ['another day does not count', [passed(9), passed(1), passed(2, 121 * MINUTE)], null],
  ])('QU2 how fast it moves: %s', (_what, all, paceMs) => {
    expect(paceOf(all, NOW)).toBe(paceMs);
  });
});
