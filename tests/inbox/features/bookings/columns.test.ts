import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { changesOf, endBeside, fieldsOf, isBackwards } from '../../../../inbox/features/bookings/open/changes.ts';
import { paidOf } from '../../../../inbox/features/bookings/open/paid.ts';
import {
  columnsOf,
  conflictsIn,
  drawnHours,
  spanOf,
  stretchOn,
} from '../../../../inbox/features/bookings/page/columns.ts';
import { draftOf, into, shifted, stretched, updateOf } from '../../../../inbox/features/bookings/page/moves.ts';
import { firstWeekday } from '../../../../inbox/features/bookings/week.ts';
import { dateAfter, instantOf, offOn, wallOf, weekOf } from '../../../../inbox/features/bookings/zone.ts';
import { speak } from '../../../../inbox/shell/locale.ts';
import { employee } from '../services/fixtures.ts';
import { AT_14, booking, shown, ZONE } from './fixtures.ts';

const MINUTE = 60_000;
const always = [{ from: '10:00', to: '19:00' }];
const week = [always, always, always, always, always, [], []];

describe('clocks of the shop', () => {
  test.each([
    ['Asia/Ulaanbaatar', '2026-11-24', 14 * 60, '2026-11-24T06:00:00Z'],
    ['Asia/Kolkata', '2026-11-24', 9 * 60 + 30, '2026-11-24T04:00:00Z'],
    ['Europe/Berlin', '2026-10-25', 60, '2026-10-24T23:00:00Z'],
    ['Europe/Berlin', '2026-10-25', 12 * 60, '2026-10-25T11:00:00Z'],
    ['Europe/Berlin', '2026-03-29', 12 * 60, '2026-03-29T10:00:00Z'],
    ['America/New_York', '2026-11-01', 24 * 60, '2026-11-02T05:00:00Z'],
  ])('BO1 in %s on %s minute %i is %s', (zone, date, minutes, at) => {
    expect(new Date(instantOf(date, minutes, zone)).toISOString()).toBe(at.replace('Z', '.000Z'));
    expect(wallOf(Date.parse(at), zone).minutes).toBe(minutes % 1440);
  });

  test('BO1 a week begins on the day that is said, and a day on which clocks change is a day', () => {
    // A Sunday.
    expect([1, 6, 7].map(firstDay => weekOf('2026-11-29', firstDay))).toEqual([
      '2026-11-23',
      '2026-11-28',
      '2026-11-29',
    ]);
    expect(dateAfter('2026-12-31', 1)).toBe('2027-01-01');
    const { from, to } = spanOf({ kind: 'day', date: '2026-10-25' }, 'Europe/Berlin');
    expect((to - from) / 3_600_000).toBe(25);
  });
});

describe('BO1 weeks begin as people count them there', () => {
  const { Locale } = Intl;
  /** A browser whose locales know this of weeks, and nothing else. */
  const knowing = (info: object) => {
    class Known {
      language: string;
      constructor(tag: string) {
        this.language = new Locale(tag).language;
        Object.assign(this, info);
      }
    }
    vi.stubGlobal('Intl', { Locale: Known });
  };
  beforeEach(() => vi.stubGlobal('navigator', { languages: [] }));
  afterEach(() => vi.unstubAllGlobals());

  test.each([
    ['ar', 6],
    ['am', 7],
    ['hi', 7],
    ['en', 1],
    ['ru', 1],
    ['mn', 1],
  ] as const)('in %s on day %i, also where the browser does not know it', async (locale, day) => {
    await speak(locale);
    expect(firstWeekday()).toBe(day);
    knowing({});
    expect(firstWeekday()).toBe(day);
  });

  test('as the browser knows it, of the region that it names', async () => {
    await speak('ar');
    vi.stubGlobal('navigator', { languages: ['ar-MA'] });
    expect(firstWeekday()).toBe(1);
    knowing({ getWeekInfo: () => ({ firstDay: 3 }) });
    expect(firstWeekday()).toBe(3);
  });
});

describe('columns', () => {
  beforeEach(() => speak('mn'));

  test('BO1 hours that nobody works are off: before, after, breaks, days off, and a shift in place of the week', () => {
    const breaks = [[], [{ from: '13:00', to: '14:00' }], [], [], [], [], []];
    expect(offOn(employee('a', { week, breaks }), '2026-11-24')).toEqual([
      { from: 0, to: 600 },
      { from: 1140, to: 1440 },
      { from: 780, to: 840 },
    ]);
    const away = employee('a', { week, daysOff: [{ from: '2026-11-20', to: '2026-11-24', name: '' }] });
    expect(offOn(away, '2026-11-24')).toEqual([{ from: 0, to: 1440 }]);
    const late = employee('a', { week, shifts: [{ date: '2026-11-24', spans: [{ from: '20:00', to: '02:00' }] }] });
    expect(offOn(late, '2026-11-24')).toEqual([{ from: 0, to: 1200 }]);
    expect(offOn(late, '2026-11-25')[0]).toEqual({ from: 120, to: 600 });
  });

  test('BO1 a day has a column for each employee who works here or has something booked, without what is cancelled', () => {
    const staff = [
      employee('Oyuna', { week }),
      employee('Gone', { isActive: false }),
      employee('Left', { isActive: false }),
    ];
    const all = [shown('Sara'), shown('Hana', { staffId: 'Left' }), shown('Off', { state: 'cancelled' })];
    const columns = columnsOf({ kind: 'day', date: '2026-11-24' }, staff, all, ZONE);
    expect(columns.map(each => [each.name, each.blocks.map(({ from, to }) => [from, to])])).toEqual([
      ['Oyuna', [[840, 900]]],
      ['Left', [[840, 900]]],
    ]);
    expect(drawnHours(columns)).toEqual({ first: 10, last: 19 });
    const days = columnsOf({ kind: 'week', date: '2026-11-24', staffId: 'Oyuna' }, staff, all, ZONE);
    expect(days.map(each => each.blocks.length)).toEqual([0, 1, 0, 0, 0, 0, 0]);
  });

  test('what goes past midnight stands on both days', () => {
    const at = instantOf('2026-11-24', 23 * 60, ZONE);
    const end = at + 120 * MINUTE;
    expect(stretchOn('2026-11-24', at, end, ZONE)).toEqual({ from: 1380, to: 1440 });
    expect(stretchOn('2026-11-25', at, end, ZONE)).toEqual({ from: 0, to: 60 });
    expect(stretchOn('2026-11-26', at, end, ZONE)).toBeNull();
  });

  test('BO2 what is in the way of a time is found by employee, and what ends there is not in the way', () => {
    const all = [shown('Sara'), shown('Hana', { staffId: 'Nora' })];
    const span = { from: AT_14 + 30 * MINUTE, to: AT_14 + 90 * MINUTE };
    const found = (staffIds: string[] | null, from = span.from) =>
      conflictsIn(all, { ...span, from, staffIds }, null).map(each => each.shown.booking.id);
    expect(found(['Oyuna'])).toEqual(['Sara']);
    expect(found(null)).toEqual(['Sara', 'Hana']);
    expect(found(null, AT_14 + 60 * MINUTE)).toEqual([]);
  });
});

describe('moves', () => {
  const block = { shown: shown('Sara'), item: booking('Sara').items[0]!, at: 0, from: 840, to: 900 };

  test('BO3 a move asks for what is another than before, and for nothing else', () => {
    const first = draftOf(block);
    const of = booking('Sara', { version: 3 });
    expect(updateOf(of, first)).toBeNull();
    expect(updateOf(of, shifted(first, 30))).toEqual({ version: 3, startAt: AT_14 + 30 * MINUTE });
    expect(updateOf(of, stretched(first, -200))).toEqual({ version: 3, endAt: AT_14 + 5 * MINUTE });
    const other = into(first, { date: '2026-11-25', staffId: 'Nora' }, ZONE);
    expect(updateOf(of, other)).toEqual({ version: 3, startAt: AT_14 + 1440 * MINUTE, staffIds: ['Nora'] });
  });

  test('BO3 fields say the same: another beginning keeps the length, and an end comes after it', () => {
    const of = booking('Sara', { note: 'photos' });
    const fields = fieldsOf(of, ZONE);
    expect(fields).toMatchObject({ date: '2026-11-24', from: '14:00', to: '15:00', staffIds: ['Oyuna'] });
    expect(changesOf(of, fields, ZONE)).toBeNull();
    expect(endBeside(fields, '16:30')).toBe('17:30');
    expect(changesOf(of, { ...fields, to: '15:30', note: '' }, ZONE)).toEqual({
      ...{ version: 1, endAt: AT_14 + 90 * MINUTE, note: '' },
    });
    expect(isBackwards(of, { ...fields, to: '13:00' }, ZONE)).toBe(true);
    expect(isBackwards(of, fields, ZONE)).toBe(false);
  });

  test('BO4 what was paid is read in the digits that were typed', () => {
    expect(paidOf([{ name: ' Cut ', price: '٣٥٬٠٠٠', shares: [] }], 'MNT')).toEqual({
      lines: [{ name: 'Cut', quantity: 1, price: 3_500_000 }],
      wrong: {},
    });
    expect(paidOf([{ name: '', price: 'much', shares: [] }], 'MNT').wrong).toEqual({
      'lines.0.name': 'FIELD_REQUIRED',
      'lines.0.price': 'FIELD_INVALID',
    });
  });
});
