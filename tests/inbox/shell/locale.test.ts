// @vitest-environment happy-dom
import { beforeEach, describe, expect, test } from 'vitest';
import { count } from '../../../inbox/desk/words/index.ts';
import { t } from '../../../inbox/features/conversations/words/index.ts';
import { nearestLocale, speak } from '../../../inbox/shell/locale.ts';
import {
  clock,
  clockRange,
  date,
  dayMark,
  duration,
  isoTime,
  isSameClock,
  moment,
  rowTime,
  weekdayName,
} from '../../../inbox/shell/times.ts';
import { CLOCK, dayAndTime } from '../../../protocol/calendar/date-words.ts';
import { WEEKDAYS } from '../../../protocol/calendar/mn.ts';
import type { Locale } from '../../../protocol/wire/fields.ts';
import { LIMITS } from '../../../protocol/wire/limits.ts';
import { START } from '../fixtures.ts';

const DAY_MS = 24 * 3_600_000;

beforeEach(() => speak('en'));

describe('words', () => {
  test('take the form of their number', async () => {
    await speak('ru');
    expect([1, 3, 7, 21].map(n => count('viewWithCount', n, { view: 'Мои' }))).toEqual([
      'Мои, 1 диалог',
      'Мои, 3 диалога',
      'Мои, 7 диалогов',
      'Мои, 21 диалог',
    ]);
  });

  test('keep the direction of what is put into them', async () => {
    expect(t('didClose', { name: 'Bolormaa' })).toBe('Closed: Bolormaa');
    expect(t('didClose', { name: 'سارة' })).toBe('Closed: \u2068سارة\u2069');
    await speak('ar');
    expect(t('didClose', { name: 'Bolormaa' })).toContain('\u2068Bolormaa\u2069');
  });

  test('come in the nearest language of the browser', () => {
    expect(nearestLocale(['fr-FR', 'mn-MN', 'en'])).toBe('mn');
    expect(nearestLocale(['fr'])).toBe('en');
  });
});

describe('times', () => {
  test.each(['en', 'mn'] as const)('are a dash where they are none, whatever number came (%s)', async locale => {
    await speak(locale);
    for (const at of [LIMITS.latestAt, 8_640_000_000_000_001, Number.MAX_SAFE_INTEGER, Number.NaN]) {
      const zone = 'Asia/Ulaanbaatar';
      expect([clock(at), date(at, START), dayMark(at, START), moment(at, START, zone), rowTime(at, START)]).toEqual([
        ...['—', '—', '—', '—', '—'],
      ]);
      expect(clockRange(at, at)).toContain('—');
      expect(isSameClock(at, zone)).toBe(true);
      expect(isoTime(at)).toBe(undefined);
    }
    expect(isoTime(0)).toBe('1970-01-01T00:00:00.000Z');
  });

  test('near ones by the hour, far ones with their day, in the zone asked for', async () => {
    await speak('mn');
    expect(moment(START, START, 'Asia/Ulaanbaatar')).toBe('14:00');
    expect(moment(START + DAY_MS, START, 'Asia/Ulaanbaatar')).toBe('Маргааш, 14:00');
    expect(moment(START + 3 * DAY_MS, START, 'Asia/Ulaanbaatar')).toBe('11-р сарын 27, Ба, 14:00');
    expect(date(START + 60 * DAY_MS, START, { timeZone: 'UTC' })).toBe('2027 оны 1-р сарын 23, Бя');
  });

  test('Mongolian has its own names, though Chromium has none', async () => {
    await speak('mn');
    expect(dayMark(START, START + 5 * DAY_MS)).toBe('11-р сарын 24, Мягмар');
    expect(rowTime(START, START + 2 * DAY_MS)).toBe('Мя');
  });

  test("a day and an hour stand as on the widget and on the server's pages, the part of the day behind the clock", async () => {
    const far = (locale: Locale) => {
      const at = START + 3 * DAY_MS;
      const day = date(at, START, { timeZone: 'UTC' });
      expect(moment(at, START, 'UTC')).toBe(dayAndTime(locale, day, clock(at, 'UTC')));
      return clock(at, 'UTC');
    };
    await speak('am');
    expect(far('am')).toBe('06:00');
    expect(clock(START + DAY_MS / 2, 'UTC')).toBe('18:00');
    await speak('ar');
    expect(far('ar')).toBe(new Intl.DateTimeFormat('ar', { ...CLOCK, timeZone: 'UTC' }).format(START));
    await speak('mn');
    expect(far('mn')).toBe('06:00');
    expect(clockRange(START, START + 900_000, 'UTC')).toBe('06:00–06:15');
    expect(weekdayName(1, true)).toBe(WEEKDAYS[1]);
  });

  test('durations are whole units, one minute at least', () => {
    expect([0, 59_000, 12 * 60_000, 61 * 60_000, 50 * 3_600_000].map(duration)).toEqual([
      '1 min',
      '1 min',
      '12 min',
      '1 h',
      '2 days',
    ]);
  });

  test('zones are compared by what their clocks show then, not by name', () => {
    expect(isSameClock(START, 'Asia/Ulaanbaatar', 'Asia/Singapore')).toBe(true);
    expect(isSameClock(START, 'Asia/Ulaanbaatar', 'Africa/Addis_Ababa')).toBe(false);
    expect(isSameClock(START, 'Not/AZone', 'UTC')).toBe(true);
  });
});
