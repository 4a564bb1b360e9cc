import { describe, expect, test } from 'vitest';
import { reminderSettings } from '../../../../protocol/reminders.ts';
import type { BookingRecord } from '../../../../server/features/bookings/store.ts';
import { bookingJobs, morningFrom, reminderAt, waitOf } from '../../../../server/features/reminders/plan.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const SHOP = 'Asia/Ulaanbaatar';
const at = (text: string) => Date.parse(text);
/** Friday at 14:30 in the shop. */
const START = at('2026-03-06T14:30:00+08:00');
const NOW = at('2026-03-03T12:00:00+08:00');
const SETTINGS = reminderSettings.parse({ confirmation: { isOn: true } });

function booking(fields: Partial<BookingRecord> = {}) {
  const of = { id: 'b', siteId: 'site', contactId: 'ann', state: 'booked', timeZone: SHOP, visitorZone: '', items: [] };
  const by = { stateBy: { kind: 'agent' } };
  return { ...of, ...by, startAt: START, endAt: START + HOUR, ...fields } as unknown as BookingRecord;
}

const shown = (jobs: readonly { kind: string; dueAt: number }[]) =>
  Object.fromEntries(jobs.map(({ kind, dueAt }) => [kind.replace('booking_', ''), new Date(dueAt).toISOString()]));

describe('what a booking has to be told', () => {
  test('RM1 a new one has a row for each, named by its person, and the one before is not missed any more', () => {
    const { cancel, put } = bookingJobs(null, booking(), SETTINGS, NOW);
    expect(cancel).toEqual([{ kind: 'booking_return', conversationId: 'ann', versionBelow: START }]);
    expect(put[0]).toEqual({
      ...{ kind: 'booking_confirmation', conversationId: 'ann', subject: 'b', siteId: 'site', step: 1 },
      ...{ subjectVersion: START, dueAt: NOW },
    });
    expect(shown(put)).toEqual({
      confirmation: '2026-03-03T04:00:00.000Z',
      reminder: '2026-03-05T09:00:00.000Z',
      question: '2026-03-06T08:30:00.000Z',
      return: '2026-03-06T07:30:00.000Z',
    });
    const off = bookingJobs(null, booking(), reminderSettings.parse({}), NOW).put.map(each => each.kind);
    expect(off).toEqual(['booking_reminder', 'booking_question', 'booking_return']);
  });

  test('RM1 what does not change its time changes nothing; moved, all are others; cancelled, that alone is left', () => {
    const before = booking();
    const same = { ...before, state: 'confirmed' as const, note: 'By the window', version: 2 };
    expect(bookingJobs(before, same, SETTINGS, NOW)).toEqual({ cancel: [], put: [] });
    const moved = bookingJobs(before, booking({ startAt: START + DAY, endAt: START + DAY + HOUR }), SETTINGS, NOW);
    expect(moved.cancel.map(each => [each.kind, each.subject])).toEqual(moved.put.map(each => [each.kind, 'b']));
    expect(moved.put).toHaveLength(4);
    const gone = bookingJobs(before, booking({ state: 'cancelled' }), SETTINGS, NOW);
    expect([gone.cancel.length, gone.put.map(each => each.kind)]).toEqual([5, ['booking_cancelled']]);
    expect(bookingJobs(booking({ state: 'cancelled' }), before, SETTINGS, NOW).put).toHaveLength(4);
  });

  test('RM1 whoever came, or of whom nobody said that they did not, is asked; who did not come is not', () => {
    const late = START + 2 * HOUR;
    const asked = (state: BookingRecord['state']) => waitOf('booking_question', booking({ state }), SETTINGS)?.dueAt;
    expect([asked('booked'), asked('arrived'), asked('done')]).toEqual([late, late, late]);
    expect([asked('no_show'), asked('cancelled')]).toEqual([undefined, undefined]);
    const noShow = bookingJobs(booking(), booking({ state: 'no_show' }), SETTINGS, START + HOUR / 4);
    expect([noShow.cancel.length, noShow.put]).toEqual([4, []]);
    // Of a card of several each may be missed.
    expect(
      bookingJobs(null, booking(), SETTINGS, NOW, { contactIds: ['ann', 'anna'] }).cancel.map(
        each => each.conversationId,
      ),
    ).toEqual([...['ann', 'anna']]);
    // Put right in time, they are asked after all; what is past is not told.
    const right = bookingJobs(booking({ state: 'no_show' }), booking({ state: 'arrived' }), SETTINGS, START + HOUR / 2);
    expect(right.put.map(each => each.kind)).toEqual(['booking_question', 'booking_return']);
  });
});

describe('what somebody was told of', () => {
  const cancelled = (fields: Partial<BookingRecord> = {}) => booking({ state: 'cancelled', ...fields });
  const jobs = (...[before, after, settings, now, known]: Parameters<typeof bookingJobs>) =>
    bookingJobs(before, after, settings, now, known);
  const kinds = (...of: Parameters<typeof bookingJobs>) => jobs(...of).put.map(each => each.kind);

  test('RM9 cancelled by the desk or by nobody it is told once, and by themself not, nor what has begun', () => {
    const told = { kind: 'booking_cancelled', subjectVersion: START, dueAt: NOW, step: 1 };
    expect(jobs(booking(), cancelled(), SETTINGS, NOW).put).toMatchObject([told]);
    const lapsed = cancelled({ stateBy: { kind: 'system' } });
    expect(kinds(booking(), lapsed, SETTINGS, NOW)).toEqual(['booking_cancelled']);
    expect(kinds(booking(), cancelled({ stateBy: { kind: 'visitor' } }), SETTINGS, NOW)).toEqual([]);
    expect(kinds(booking(), cancelled(), SETTINGS, START)).toEqual([]);
    expect(kinds(booking(), cancelled(), reminderSettings.parse({}), NOW)).toEqual([]);
    expect(jobs(cancelled(), cancelled({ note: 'Called back' }), SETTINGS, NOW)).toEqual({ cancel: [], put: [] });
    expect(jobs(cancelled(), booking(), SETTINGS, NOW).cancel).toContainEqual({
      ...{ kind: 'booking_cancelled', conversationId: 'ann', subject: 'b' },
    });
  });

  test('RM3 RM9 of a confirmation that has not left yet a move is told as booked, and the end of it not at all', () => {
    const later = booking({ startAt: START + DAY, endAt: START + DAY + HOUR });
    const step = (known?: { isUntold: boolean }) =>
      jobs(booking(), later, SETTINGS, NOW, known).put.find(each => each.kind === 'booking_confirmation')?.step;
    expect([step(), step({ isUntold: true })]).toEqual([2, 1]);
    expect(kinds(booking(), cancelled(), SETTINGS, NOW, { isUntold: true })).toEqual([]);
    // Taken back it is new to them.
    const back = jobs(cancelled(), booking(), SETTINGS, NOW).put[0];
    expect(back).toMatchObject({ kind: 'booking_confirmation', step: 1 });
  });
});

describe('what has had its turn', () => {
  const end = START + HOUR;
  const kinds = ({ cancel, put }: ReturnType<typeof bookingJobs>) =>
    [cancel, put].map(jobs => jobs.map(each => each.kind.replace('booking_', '')));

  test('AB1 one that is stretched before it is asked about is asked later, and after that not again', () => {
    const longer = booking({ endAt: end + HOUR });
    expect(kinds(bookingJobs(booking(), longer, SETTINGS, end))).toEqual([['question'], ['question']]);
    expect(kinds(bookingJobs(booking(), longer, SETTINGS, end + HOUR))).toEqual([[], []]);
    const nextDay = booking({ startAt: START + DAY, endAt: end + DAY });
    expect(kinds(bookingJobs(booking(), nextDay, SETTINGS, end + HOUR))[1]).toContain('question');
  });

  test('AB6 of one that is written down afterwards nobody is asked, and somebody is missed', () => {
    const { put } = bookingJobs(null, booking(), SETTINGS, end + 3 * DAY);
    expect(put.map(({ kind, dueAt }) => [kind, dueAt])).toEqual([['booking_return', end + 3 * DAY]]);
  });
});

describe('when somebody is reminded', () => {
  const reminded = (fields: Partial<BookingRecord>, wish = { daysBefore: 1, hour: 17 }) => {
    const due = reminderAt(booking(fields), wish);
    return due === null ? null : new Date(due).toISOString();
  };

  test('RM2 at an hour of the shop some days before, by the clock of each of those days', () => {
    expect(reminded({})).toBe('2026-03-05T09:00:00.000Z');
    expect(reminded({}, { daysBefore: 0, hour: 10 })).toBe('2026-03-06T02:00:00.000Z');
    expect(reminded({}, { daysBefore: 0, hour: 14 })).toBeNull();
    // Clocks go forward on the day between.
    const berlin = { timeZone: 'Europe/Berlin', startAt: at('2026-03-30T10:00:00+02:00') };
    expect(reminded(berlin, { daysBefore: 2, hour: 17 })).toBe('2026-03-28T16:00:00.000Z');
    expect(reminded(berlin)).toBe('2026-03-29T15:00:00.000Z');
  });

  test('RM2 never at night by the clock of the person: in the morning, or before the night where that is too late', () => {
    // 17:00 in the shop is 04:00 in New York.
    expect(reminded({ visitorZone: 'America/New_York' })).toBe('2026-03-05T14:00:00.000Z');
    // 23:00 by the shop's own clock; the visit is at 9:30 the next morning.
    const early = { startAt: at('2026-03-06T09:30:00+08:00') };
    expect(reminded(early, { daysBefore: 1, hour: 23 })).toBe('2026-03-05T12:00:00.000Z');
    expect(reminded({ startAt: at('2026-03-06T11:00:00+08:00') }, { daysBefore: 1, hour: 23 })).toBe(
      '2026-03-06T01:00:00.000Z',
    );
    // Nobody's clock is that of the shop.
    expect(reminded({ ...early, visitorZone: 'UTC' })).toBe('2026-03-05T09:00:00.000Z');
    // Five and a half hours.
    const india = morningFrom(at('2026-03-05T22:10:00+05:30'), 'Asia/Kolkata');
    expect(new Date(india).toISOString()).toBe('2026-03-06T03:30:00.000Z');
  });

  test('RM2 who books after the hour has no reminder, and who moves theirs there loses it', () => {
    const kinds = (...of: Parameters<typeof bookingJobs>) => bookingJobs(...of).put.map(each => each.kind);
    const evening = at('2026-03-05T17:00:00+08:00');
    expect(kinds(null, booking(), SETTINGS, evening)).not.toContain('booking_reminder');
    expect(kinds(null, booking(), SETTINGS, evening - 1)).toContain('booking_reminder');
    const nextWeek = booking({ startAt: START + 7 * DAY, endAt: START + 7 * DAY + HOUR });
    const moved = bookingJobs(nextWeek, booking(), SETTINGS, evening);
    expect(moved.cancel.map(each => each.kind)).toContain('booking_reminder');
    expect(moved.put.map(each => each.kind)).not.toContain('booking_reminder');
  });
});
