import { describe, expect, test } from 'vitest';
import { atHour, snoozeTimes } from '../../../../inbox/features/snoozes/dialog/times.ts';
import { DAY_MS } from '../../../../inbox/shell/times.ts';

const iso = (at: number) => new Date(at).toISOString();
const dayOf = (date: string) => Date.parse(date) / DAY_MS;

describe('SN3 the times that are offered are the site’s own', () => {
  test.each([
    ['Asia/Ulaanbaatar', '2026-03-04T15:59:00Z', '2026-03-05T01:00:00.000Z'],
    ['Asia/Ulaanbaatar', '2026-03-04T16:01:00Z', '2026-03-06T01:00:00.000Z'],
    ['America/New_York', '2026-03-07T12:00:00Z', '2026-03-08T13:00:00.000Z'],
    ['America/New_York', '2026-10-31T12:00:00Z', '2026-11-01T14:00:00.000Z'],
    ['Asia/Kathmandu', '2026-03-04T12:00:00Z', '2026-03-05T03:15:00.000Z'],
    ['Pacific/Kiritimati', '2026-03-04T12:00:00Z', '2026-03-05T19:00:00.000Z'],
    ['Pacific/Pago_Pago', '2026-03-04T12:00:00Z', '2026-03-05T20:00:00.000Z'],
  ])('tomorrow at nine in %s, asked at %s', (zone, now, wanted) => {
    expect(iso(snoozeTimes(Date.parse(now), zone).tomorrow)).toBe(wanted);
  });

  test('Monday is the next one, and not offered when it is tomorrow', () => {
    const monday = (now: string) => snoozeTimes(Date.parse(now), 'UTC').monday;
    expect(iso(monday('2026-03-04T12:00:00Z')!)).toBe('2026-03-09T09:00:00.000Z');
    expect(iso(monday('2026-03-09T12:00:00Z')!)).toBe('2026-03-16T09:00:00.000Z');
    expect(monday('2026-03-08T12:00:00Z')).toBe(null);
  });

  test('an hour that clocks leave out is the first one after', () => {
    expect(iso(atHour(dayOf('2026-03-08'), 2, 'America/New_York'))).toBe('2026-03-08T07:00:00.000Z');
  });
});
