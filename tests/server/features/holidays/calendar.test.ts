import { describe, expect, test } from 'vitest';
import { holidaysIn } from '../../../../server/features/holidays/calendar.ts';
import { calendarOf } from '../../../helpers/calendar-server.ts';
import fc from '../../../helpers/properties.ts';

const WINDOW = { from: '2026-01-01', to: '2026-12-31' };

/** A calendar of events, each given by its lines. */
function calendar(...events: string[][]): string {
  const lines = events.flatMap((event, at) => ['BEGIN:VEVENT', `UID:${at}`, ...event, 'END:VEVENT']);
  return ['BEGIN:VCALENDAR', 'VERSION:2.0', ...lines, 'END:VCALENDAR', ''].join('\r\n');
}

async function dates(...events: string[][]): Promise<string[]> {
  const found = await holidaysIn(calendar(...events), WINDOW);
  if (!Array.isArray(found)) throw new Error(`wanted days, got ${JSON.stringify(found)}`);
  return found.map(each => each.date);
}

describe('a calendar of holidays', () => {
  test('H5 whole days are found, in order, with their names, and nothing beyond the window', async () => {
    const text = calendarOf({
      '2026-12-29': 'Independence Day',
      '2026-07-11': 'Наадам',
      '2025-12-31': 'Gone',
      '2027-01-01': 'Far',
    });
    expect(await holidaysIn(text, WINDOW)).toEqual([
      { date: '2026-07-11', name: 'Наадам' },
      { date: '2026-12-29', name: 'Independence Day' },
    ]);
  });

  test('H5 one that lasts for days closes each of them, also those that began before the window', async () => {
    expect(await dates(['DTSTART;VALUE=DATE:20260711', 'DTEND;VALUE=DATE:20260714'])).toEqual([
      '2026-07-11',
      '2026-07-12',
      '2026-07-13',
    ]);
    expect(await dates(['DTSTART;VALUE=DATE:20251230', 'DTEND;VALUE=DATE:20260102'])).toEqual(['2026-01-01']);
    expect(await dates(['DTSTART;VALUE=DATE:20260711', 'DURATION:P2D'])).toEqual(['2026-07-11', '2026-07-12']);
  });

  test('H5 one that comes every year comes this year, but for the days that are taken out or moved', async () => {
    expect(await dates(['DTSTART;VALUE=DATE:20100308', 'RRULE:FREQ=YEARLY'])).toEqual(['2026-03-08']);
    expect(await dates(['DTSTART;VALUE=DATE:20201126', 'RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH'])).toEqual([
      '2026-11-26',
    ]);
    expect(
      await dates(['DTSTART;VALUE=DATE:20260105', 'RRULE:FREQ=WEEKLY;COUNT=3', 'EXDATE;VALUE=DATE:20260112']),
    ).toEqual(['2026-01-05', '2026-01-19']);
    expect(await dates(['DTSTART;VALUE=DATE:20260105', 'RDATE;VALUE=DATE:20260207'])).toEqual([
      '2026-01-05',
      '2026-02-07',
    ]);
    const moved = calendar(
      ['DTSTART;VALUE=DATE:20200308', 'RRULE:FREQ=YEARLY', 'SUMMARY:Every year'],
      ['RECURRENCE-ID;VALUE=DATE:20260308', 'DTSTART;VALUE=DATE:20260309', 'SUMMARY:Moved'],
    ).replace('UID:1', 'UID:0');
    expect(await holidaysIn(moved, WINDOW)).toEqual([{ date: '2026-03-09', name: 'Moved' }]);
  });

  test('H5 an hour in a calendar closes nothing, nor does what was cancelled', async () => {
    const hour = ['DTSTART:20260305T090000Z', 'DTEND:20260305T100000Z'];
    const daily = ['DTSTART:20100101T090000Z', 'DTEND:20100101T100000Z', 'RRULE:FREQ=DAILY'];
    const cancelled = ['DTSTART;VALUE=DATE:20260306', 'STATUS:CANCELLED'];
    expect(await dates(hour, daily, cancelled)).toEqual([]);
  });

  test('H5 whole days that Outlook writes with times are whole days', async () => {
    const outlook = [
      'DTSTART;TZID=Ulaanbaatar Standard Time:20260711T000000',
      'DTEND;TZID=Ulaanbaatar Standard Time:20260713T000000',
      'X-MICROSOFT-CDO-ALLDAYEVENT:TRUE',
    ];
    expect(await dates(outlook)).toEqual(['2026-07-11', '2026-07-12']);
  });

  test('H5 several calendars in one file, folded lines, bare newlines and a mark of byte order are read', async () => {
    const two = `\uFEFF${calendarOf({ '2026-03-08': 'One' })}${calendarOf({ '2026-07-11': 'Two' })}`;
    const folded = two.replace('SUMMARY:One', 'SUMMARY:O\r\n ne').replaceAll('\r\n', '\n');
    expect(await holidaysIn(folded, WINDOW)).toEqual([
      { date: '2026-03-08', name: 'One' },
      { date: '2026-07-11', name: 'Two' },
    ]);
  });

  test('H5 one event that makes no sense takes none of the others with it, and a long name is cut', async () => {
    expect(
      await dates(['DTSTART;VALUE=DATE:someday'], ['SUMMARY:never'], ['DTSTART;VALUE=DATE:20260308', 'SUMMARY:good']),
    ).toEqual(['2026-03-08']);
    const found = await holidaysIn(calendarOf({ '2026-03-08': `${'x'.repeat(59)}🌷🌷` }), WINDOW);
    expect(found).toEqual([{ date: '2026-03-08', name: 'x'.repeat(59) }]);
  });

  test.each([
    ['a page', '<!doctype html><title>Sign in</title>', 'no_calendar'],
    ['nothing', '', 'no_calendar'],
    ['half a calendar', calendarOf({ '2026-03-08': 'One' }).slice(0, 120), 'no_calendar'],
    [
      'a rule that never comes true',
      calendar(['DTSTART;VALUE=DATE:20200101', 'RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30']),
      'too_complex',
    ],
  ])('H5 H7 %s is no calendar, and the server goes on', async (_what, text, code) => {
    expect(await holidaysIn(text, WINDOW)).toMatchObject({ code });
  });

  test('H5 whatever a calendar has in it, what comes of it is days in order or one problem', async () => {
    const value = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 30 }),
      fc.constantFrom('20260308', '20260308T000000Z', 'FREQ=YEARLY', 'FREQ=DAILY;COUNT=9', '99999999', 'P9999999D'),
    );
    const name = fc.constantFrom(
      'DTSTART',
      'DTSTART;VALUE=DATE',
      'DTEND;VALUE=DATE',
      'DURATION',
      'RRULE',
      'RDATE',
      'SUMMARY',
      'RECURRENCE-ID',
      'UID',
    );
    const event = fc.array(
      fc.tuple(name, value).map(pair => pair.join(':')),
      { maxLength: 6 },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(event, { maxLength: 4 }), async events => {
        const found = await holidaysIn(calendar(...events), WINDOW);
        if (!Array.isArray(found)) {
          expect(found.code).toMatch(/^(no_calendar|too_complex)$/);
          return;
        }
        const all = found.map(each => each.date);
        expect(all).toEqual([...new Set(all)].sort());
        for (const { date, name } of found) {
          expect(date >= WINDOW.from && date <= WINDOW.to).toBe(true);
          expect(name.length).toBeLessThanOrEqual(60);
        }
      }),
      { numRuns: 150 },
    );
  });
});
