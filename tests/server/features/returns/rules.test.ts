import { describe, expect, test } from 'vitest';
import type { Consent, Contact } from '../../../../protocol/contacts.ts';
import { newContact, refuses } from '../../../../server/features/contacts/rules.ts';
import type { ContactEdit } from '../../../../server/features/contacts/store.ts';
import {
  afterConsent,
  isFollowed,
  missedAgainFrom,
  missedFrom,
  rhythmOf,
  wantedBy,
} from '../../../../server/features/returns/rules.ts';

const DAY = 24 * 3_600_000;
const START = Date.parse('2026-01-05T03:00:00Z');

let made = 0;
/** An hour on a day. */
function visit(day: number, state: 'booked' | 'done' | 'cancelled' | 'no_show' = 'done', hour = 0) {
  const startAt = START + day * DAY + hour * 3_600_000;
  const date = new Date(startAt).toISOString().slice(0, 10);
  return { id: `visit ${++made}`, state, startAt, endAt: startAt + 3_600_000, date };
}

describe('AB6 somebody is missed', () => {
  test.each<[string, number[], number | null]>([
    ['after the days between three visits', [0, 20, 40], 20],
    ['after those in the middle, whatever one long pause was', [0, 20, 220, 241], 21],
    ['after half of what two in the middle have together', [0, 20, 50], 25],
    ['not by two visits alone', [0, 20], null],
    ['after a week at least', [0, 1, 2, 3], 7],
  ])('%s', (_what, days, wanted) => {
    const visits = days.map(day => visit(day));
    expect(rhythmOf(visits.at(-1)!, visits.toReversed())).toBe(wanted);
  });

  test('by days on which they came alone, and by none after the visit', () => {
    const last = visit(40);
    const others = [visit(0), visit(20), visit(20, 'done', 3), visit(30, 'cancelled'), visit(33, 'no_show')];
    expect(rhythmOf(last, [...others, last])).toBe(20);
    expect(rhythmOf(others[1]!, [...others, last])).toBeNull();
  });

  test('else by the service that brings them back first, else by the desk', () => {
    const only = visit(0);
    const days = (...serviceDays: (number | null)[]) =>
      (missedFrom(only, [only], { serviceDays, days: 60 }) - only.endAt) / DAY;
    expect([days(), days(null), days(45, null, 30)]).toEqual([60, 60, 30]);
    const visits = [visit(0), visit(10), visit(20)];
    const last = visits.at(-1)!;
    expect(missedFrom(last, visits, { serviceDays: [90], days: 60 })).toBe(last.endAt + 10 * DAY);
  });
});

test('AB7 a visit is followed by any other that was booked for later, and by nothing that came to nothing', () => {
  const last = visit(10);
  const followed = (...others: ReturnType<typeof visit>[]) => isFollowed(last, [last, ...others]);
  expect([followed(), followed(visit(3)), followed(visit(12, 'cancelled')), followed(visit(12, 'no_show'))]).toEqual([
    ...[false, false, false, false],
  ]);
  expect([followed(visit(12, 'booked')), followed(visit(10, 'booked', 2))]).toEqual([true, true]);
});

test('AB7 what they gave up since puts it off by a week, and they are missed once', () => {
  const last = visit(0);
  const missedAt = last.endAt + 20 * DAY;
  const given = (
    day: number,
    madeOn: number,
    saidOn: number,
    state: 'cancelled' | 'no_show' | 'booked' = 'cancelled',
  ) => ({
    ...visit(day, state),
    ...{ createdAt: START + madeOn * DAY, stateAt: START + saidOn * DAY },
  });
  const again = (...others: ReturnType<typeof given>[]) => missedAgainFrom(last, others, missedAt);
  expect(again()).toBe(missedAt);
  expect(again(given(15, 5, 10))).toBe(missedAt);
  expect(again(given(15, 5, 18, 'no_show'), given(16, 5, 10))).toBe(START + 25 * DAY);
  expect(again(given(40, 21, 22))).toBeNull();
  // What was before it, or holds, has nothing to do with it.
  expect(again(given(-3, -9, 30), given(30, 21, 22, 'booked'))).toBe(missedAt);
});

test('AB7 only who agreed to news by a way wants it so, and taking back the last of it ends what waits', () => {
  const said = (channel: Consent['channel'], isGiven: boolean, at = START, purpose = 'news'): Consent => ({
    ...{ channel, purpose, isGiven, text: '', source: 'agent', at },
  });
  expect(wantedBy([])).toEqual([]);
  expect(wantedBy([said('email', true, START, 'reminders'), said('phone', true)])).toEqual([]);
  expect(wantedBy([said('email', true), said('sms', true)])).toEqual(['email', 'sms']);
  expect(wantedBy([said('email', true), said('email', false)])).toEqual([]);
  // By the link of such a letter, which says nothing of other letters.
  const stopped = [said('email', true), said('email', false, START + 1, 'return')];
  expect([wantedBy(stopped), refuses(stopped, 'email')]).toEqual([[], false]);
  expect(wantedBy([...stopped, said('email', true, START + 2)])).toEqual(['email']);
  expect(refuses([...stopped, said('email', false, START + 2)], 'email')).toBe(true);
  const contacts = ['a', 'b'].map(id => ({
    ...newContact({ id, siteId: null, locale: 'en', timeZone: 'UTC' }, START),
  }));
  const [a, b] = contacts as [Contact, Contact];
  const cancelled = (edit: ContactEdit, ...consents: Consent[]) =>
    afterConsent(edit, { contacts: [a, { ...b, consents: [said('email', true)] }] }, { ...a, consents }).cancel;
  const taken = (channel: Consent['channel']): ContactEdit => ({ kind: 'consent', consent: said(channel, false) });
  expect(cancelled(taken('sms'), said('sms', false))).toEqual([]);
  expect(cancelled({ kind: 'consent', consent: said('sms', true) }, said('email', false, START + 1))).toEqual([]);
  expect(cancelled(taken('email'), said('email', false, START + 1))).toEqual([
    { kind: 'booking_return', conversationId: 'a' },
    { kind: 'booking_return', conversationId: 'b' },
  ]);
});
