import { describe, expect, test } from 'vitest';
import type { Week } from '../../../../protocol/hours.ts';
import { callDesk, honestStart, retryWindows, type WaitingCall } from '../../../../server/features/callbacks/queue.ts';

const at = (text: string) => Date.parse(text);
const iso = (ms: number) => new Date(ms).toISOString().slice(0, 16);
const MINUTE = 60_000;
/** A Wednesday. */
const NOW = at('2026-03-04T10:00Z');

const nineToSix: Week = Array.from({ length: 7 }, () => [{ from: '09:00', to: '18:00' }]);
const site = (change: object = {}) => ({
  hours: nineToSix,
  callHours: 'chat' as const,
  days: [],
  holidays: null,
  timeZone: 'UTC',
  asapMinutes: 15,
  callbacksPerSlot: 2,
  slotMinutes: 30 as const,
  leadMinutes: 0,
  horizonDays: 7,
  callMinutes: 5,
  callRetries: [10, 60, 'morning' as const],
  ...change,
});
const soon = (minutes: number): WaitingCall => ({ startAt: NOW + minutes * MINUTE, isAsap: true, ringing: null });
const booked = (minutes: number): WaitingCall => ({ ...soon(minutes), isAsap: false });
const ring = (agentId: string, minutesAgo: number): WaitingCall => ({
  ...soon(0),
  ringing: { agentId, agentName: '', at: NOW - minutesAgo * MINUTE },
});
/** Minutes from now. */
const start = (agents: string[], waiting: WaitingCall[], now = NOW, change = {}) =>
  (honestStart(callDesk(site(change), agents, now), waiting) - now) / MINUTE;

describe('as soon as possible', () => {
  test.each<[string, string[], WaitingCall[], number]>([
    ['nobody waits', ['ann'], [], 15],
    ['three are rung before', ['ann'], [soon(5), soon(10), soon(15)], 15],
    ['four are rung before', ['ann'], [soon(5), soon(10), soon(15), soon(15)], 20],
    ['two ring', ['ann', 'bob'], Array.from({ length: 7 }, () => soon(15)), 15],
    ['two ring nine', ['ann', 'bob'], Array.from({ length: 9 }, () => soon(15)), 20],
    ['those of a chosen time wait for it', ['ann'], [booked(15), booked(16)], 25],
    ['those of a later time come later', ['ann'], [booked(30), soon(45)], 15],
    ['overdue ones come first', ['ann'], [booked(-90), soon(-60), soon(-30), soon(-10)], 20],
    ['the one who is here has just begun a call', ['ann'], [ring('ann', 0), soon(10), soon(10), soon(15)], 20],
    ['a colleague is free', ['ann', 'bob'], [ring('ann', 0), soon(10), soon(10), soon(15)], 15],
    ['nobody is here: the hours are the word of the site', [], [soon(15), soon(15), soon(15), soon(15)], 20],
    [
      'who forgot to say what came of a call has hung up',
      ['ann'],
      [ring('ann', 120), soon(10), soon(15), soon(15)],
      20,
    ],
  ])('H3 %s', (_, agents, waiting, minutes) => {
    expect(start(agents, waiting)).toBe(minutes);
  });

  test('H3 each of many at once counts those before', () => {
    const waiting: WaitingCall[] = [];
    const got = Array.from({ length: 7 }, () => {
      const minutes = start(['ann'], waiting);
      waiting.push(soon(minutes));
      return minutes;
    });
    expect(got).toEqual([15, 15, 15, 15, 20, 25, 30]);
  });

  test('H3 while calls are closed it is when they open, in order, and so it is for what closing time cuts off', () => {
    const night = at('2026-03-04T22:00Z');
    const waiting: WaitingCall[] = [];
    const got = Array.from({ length: 4 }, () => {
      const startAt = honestStart(callDesk(site(), ['ann'], night), waiting);
      waiting.push({ startAt, isAsap: true, ringing: null });
      return iso(startAt);
    });
    expect(got).toEqual(['2026-03-05T09:00', '2026-03-05T09:05', '2026-03-05T09:10', '2026-03-05T09:15']);
    const evening = at('2026-03-04T17:40Z');
    const late = (minutes: number) => ({ startAt: evening + minutes * MINUTE, isAsap: true, ringing: null });
    const queue = [5, 5, 15, 15].map(late);
    expect(iso(honestStart(callDesk(site(), ['ann'], evening), queue))).toBe('2026-03-05T09:00');
  });

  test('H3 at a later opening so many ring as keep what a slot holds', () => {
    const night = at('2026-03-04T22:00Z');
    const opening = at('2026-03-05T09:00Z');
    const waiting = [0, 0, 0].map(() => ({ startAt: opening, isAsap: true, ringing: null }));
    const many = site({ callbacksPerSlot: 20 });
    expect(iso(honestStart(callDesk(many, [], night), waiting))).toBe('2026-03-05T09:00');
    expect(iso(honestStart(callDesk(site(), [], night), waiting))).toBe('2026-03-05T09:15');
  });

  test('H3 the same day and night where calls are always open', () => {
    expect(start(['ann'], [soon(5), soon(5), soon(5), soon(15)], NOW, { hours: null })).toBe(20);
  });
});

describe('tries after nobody answered', () => {
  test.each([
    ['in the morning', {}, '2026-03-04T10:00Z', ['2026-03-04T10:10', '2026-03-04T11:00', '2026-03-05T09:00']],
    ['before closing', {}, '2026-03-04T17:55Z', ['2026-03-05T09:00', '2026-03-05T09:00', '2026-03-05T09:00']],
    [
      'day and night',
      { hours: null },
      '2026-03-04T23:30Z',
      ['2026-03-04T23:40', '2026-03-05T00:30', '2026-03-05T09:00'],
    ],
    [
      'another zone',
      { timeZone: 'Asia/Ulaanbaatar' },
      '2026-03-04T09:00Z',
      ['2026-03-04T09:10', '2026-03-05T01:00', '2026-03-05T01:00'],
    ],
  ])('CB5 are within the hours of calls: %s', (_, change, now, wanted) => {
    const windows = retryWindows(site(change), at(now));
    expect(windows.map(each => iso(each.startAt))).toEqual(wanted);
    expect(windows.every(each => each.endAt - each.startAt === 15 * MINUTE)).toBe(true);
  });

  test('CB5 there are none where the site has none', () => {
    expect(retryWindows(site({ callRetries: [] }), NOW)).toEqual([]);
  });
});
