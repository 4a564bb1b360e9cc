import { describe, expect, test } from 'vitest';
import { byDay, daysFrom, freeStarts, type Part, type Shop } from '../../../../server/features/bookings/free-times.ts';
import { joined, type Span } from '../../../../server/features/bookings/spans.ts';
import {
  byOwner,
  cellsOfTakes,
  chosenOwners,
  planAt,
  settled,
  type Take,
  worksThen,
} from '../../../../server/features/bookings/visit.ts';
import { type Block, whyNotAt } from '../../../../server/features/bookings/why-not.ts';
import { chance, seed } from '../../../helpers/chance.ts';
import { couldBegin } from './plain.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const at = (text: string) => Date.parse(text);
const iso = (ms: number) => new Date(ms).toISOString().slice(0, 16);

const CUT: Part = { minutes: 60, beforeMinutes: 0, afterMinutes: 0, staffIds: ['oyuna'], resources: [] };
/** A Tuesday. */
const TODAY = at('2026-03-03T00:00Z');

const shop = (change: Partial<Shop> = {}): Shop => ({
  timeZone: 'UTC',
  stepMinutes: 30,
  now: TODAY,
  leadMinutes: 0,
  horizonDays: 7,
  open: null,
  staff: new Map([['oyuna', [{ from: TODAY + 10 * HOUR, to: TODAY + 13 * HOUR }]]]),
  taken: new Map(),
  ...change,
});
const WEEK = { from: TODAY, to: TODAY + 7 * DAY };
const startsOf = (change: Partial<Shop> = {}, parts: readonly Part[] = [CUT], span: Span = WEEK) =>
  freeStarts(shop(change), parts, span).map(iso);
const taken = (...takes: Take[]) => byOwner(takes);
const HERS = 'staff oyuna';

describe('free times', () => {
  test('BK1 every step at which the whole visit lies in the hours of who does it', () => {
    expect(startsOf()).toEqual(['10:00', '10:30', '11:00', '11:30', '12:00'].map(hour => `2026-03-03T${hour}`));
  });

  test('BK1 none that touches what is taken, with the buffers of both', () => {
    const elevenToHalf = taken({ owner: HERS, from: TODAY + 11 * HOUR, to: TODAY + 11.5 * HOUR });
    expect(startsOf({ taken: elevenToHalf })).toEqual(['2026-03-03T10:00', '2026-03-03T11:30', '2026-03-03T12:00']);
    const buffered = { ...CUT, beforeMinutes: 15, afterMinutes: 15 };
    expect(startsOf({ taken: elevenToHalf }, [buffered])).toEqual(['2026-03-03T12:00']);
  });

  test('BK1 a buffer may lie outside of the hours: nobody is served in it', () => {
    expect(startsOf({}, [{ ...CUT, beforeMinutes: 60, afterMinutes: 60 }])).toHaveLength(5);
  });

  test('BK1 none before the lead time, none after the horizon, none while the shop is closed', () => {
    expect(startsOf({ leadMinutes: 11 * 60 + 1 })).toEqual(['2026-03-03T11:30', '2026-03-03T12:00']);
    const always = new Map([['oyuna', [{ from: TODAY, to: TODAY + 30 * DAY }]]]);
    const far = freeStarts(shop({ staff: always, horizonDays: 2 }), [CUT], { from: TODAY, to: TODAY + 30 * DAY });
    expect(iso(far.at(-1)!)).toBe('2026-03-05T23:30');
    expect(startsOf({ open: [{ from: TODAY + 11 * HOUR, to: TODAY + 12 * HOUR }] })).toEqual(['2026-03-03T11:00']);
  });

  test('BK1 several services one after another, each by whom it was wanted of', () => {
    const staff = new Map([
      ['oyuna', [{ from: TODAY + 10 * HOUR, to: TODAY + 13 * HOUR }]],
      ['tuya', [{ from: TODAY + 11 * HOUR, to: TODAY + 12 * HOUR }]],
    ]);
    const colour = { ...CUT, minutes: 30, staffIds: ['tuya'] };
    expect(startsOf({ staff }, [CUT, colour])).toEqual(['2026-03-03T10:00', '2026-03-03T10:30']);
    expect(startsOf({ staff }, [colour, { ...CUT, staffIds: ['oyuna', 'tuya'] }])).toEqual([
      '2026-03-03T11:00',
      '2026-03-03T11:30',
    ]);
  });

  test('BK1 a chair is taken from the first service that needs it to the end of the last', () => {
    const chair = { id: 'chair', owners: ['place chair 0'] };
    const visit = [
      { ...CUT, minutes: 30, resources: [chair] },
      { ...CUT, minutes: 30 },
      { ...CUT, minutes: 30, resources: [chair] },
    ];
    const between = taken({ owner: 'place chair 0', from: TODAY + 11.5 * HOUR, to: TODAY + 12 * HOUR });
    expect(startsOf({ taken: between }, visit)).toEqual(['2026-03-03T10:00']);
    const two = [{ id: 'chair', owners: ['place chair 0', 'place chair 1'] }];
    expect(startsOf({ taken: between }, [{ ...CUT, resources: two }])).toHaveLength(5);
  });

  test.each([
    ['Europe/Berlin', '2026-03-29', ['00:00', '01:00', '03:00', '04:00']],
    ['Europe/Berlin', '2026-10-25', ['00:00', '01:00', '02:00', '02:00', '03:00', '04:00']],
    // Half an hour of summer time.
    ['Australia/Lord_Howe', '2026-10-04', ['00:00', '01:00', '03:00', '04:00']],
    // Midnight itself is skipped.
    ['Africa/Cairo', '2026-04-24', ['01:00', '02:00', '03:00', '04:00']],
    ['Asia/Kathmandu', '2026-10-25', ['00:00', '01:00', '02:00', '03:00', '04:00']],
  ])('BK2 in %s on %s the hours are those of the clock on the wall', (timeZone, date, hours) => {
    const day = daysFrom(date, 1, timeZone);
    const staff = new Map([['oyuna', [{ from: day.from - DAY, to: day.to + DAY }]]]);
    const starts = freeStarts(
      shop({ timeZone, staff, stepMinutes: 60, now: day.from - 5 * DAY, horizonDays: 30 }),
      [{ ...CUT, minutes: 5 }],
      day,
    );
    const clock = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' });
    const shown = starts.map(each => clock.format(each));
    expect(shown.slice(0, shown.lastIndexOf('04:00') + 1)).toEqual(hours);
    expect([...byDay(starts, timeZone, day).keys()]).toEqual([date]);
  });

  test('BK3 the same times are grouped by the days of whoever looks', () => {
    const starts = freeStarts(shop(), [CUT], WEEK);
    expect([...byDay(starts, 'Pacific/Kiritimati', WEEK)]).toEqual([['2026-03-04', starts]]);
    expect([...byDay(starts, 'America/Los_Angeles', WEEK).keys()]).toEqual(['2026-03-03']);
  });
});

const ZONES = ['UTC', 'Europe/Berlin', 'Asia/Ulaanbaatar', 'Asia/Kathmandu', 'America/St_Johns', 'Australia/Lord_Howe'];

/** A shop by chance, around a change of clocks or not, with what is taken of it. */
function anyShop(random: () => number) {
  const some = (most: number) => Math.floor(random() * most);
  const pick = <T>(of: readonly T[]): T => of[some(of.length)]!;
  const now = at(pick(['2026-03-28T00:00Z', '2026-10-24T08:20Z', '2026-04-04T03:07Z', '2026-06-01T22:59Z']));
  const fives = (most: number) => 5 * some(most);
  const spans = (count: number, longest: number): Span[] =>
    Array.from({ length: count }, () => {
      const from = now - (now % (5 * MINUTE)) + some(4 * 288) * 5 * MINUTE;
      return { from, to: from + (5 + fives(longest)) * MINUTE };
    });
  const people = Array.from({ length: 1 + some(4) }, (_, place) => `employee-${place}`);
  const chairs = Array.from({ length: 1 + some(2) }, (_, place) => `place chair ${place}`);
  const takes = [...people.map(id => `staff ${id}`), ...chairs].flatMap(owner =>
    spans(some(9), 40).map((span): Take => ({ ...span, owner })),
  );
  const parts = Array.from({ length: 1 + some(3) }, (): Part => {
    const able = people.filter(() => random() < 0.6);
    return {
      minutes: 5 + fives(20),
      beforeMinutes: random() < 0.4 ? fives(5) : 0,
      afterMinutes: random() < 0.4 ? fives(5) : 0,
      staffIds: able.length > 0 ? able : [pick(people)],
      resources: random() < 0.4 ? [{ id: 'chair', owners: chairs }] : [],
    };
  });
  const found: Shop = {
    timeZone: pick(ZONES),
    stepMinutes: pick([5, 10, 15, 20, 30, 60]),
    now,
    leadMinutes: fives(40),
    horizonDays: 1 + some(4),
    open: random() < 0.3 ? joined(spans(6, 200)) : null,
    staff: new Map(people.map(id => [id, joined(spans(6, 160))])),
    taken: byOwner(takes),
  };
  return { shop: found, parts, takes, span: { from: now - DAY, to: now + 5 * DAY } };
}

describe(`free times of any shop, seed ${seed}`, () => {
  const SHOPS = 120;

  test('BK1 none is missing that could be, and none is offered that could not', () => {
    const random = chance(16);
    for (let each = 0; each < SHOPS; each += 1) {
      const { shop: any, parts, span } = anyShop(random);
      const slowly: number[] = [];
      const first = Math.ceil(span.from / (5 * MINUTE)) * 5 * MINUTE;
      for (let time = first; time < span.to; time += 5 * MINUTE) {
        if (couldBegin(any, parts, time)) slowly.push(time);
      }
      expect(freeStarts(any, parts, span)).toEqual(slowly);
    }
  }, 120_000);

  test('BK1 BK5 each that is offered can be booked, and takes nobody’s time', () => {
    const random = chance(17);
    let booked = 0;
    for (let each = 0; each < SHOPS; each += 1) {
      const { shop: any, parts, takes, span } = anyShop(random);
      const cells = new Set(cellsOfTakes(takes).map(({ owner, at: time }) => `${owner} ${time}`));
      const planned = parts.map((part, place) => ({ ...part, serviceId: `${place}`, name: '', price: null }));
      for (const start of freeStarts(any, parts, span)) {
        const plan = planAt(planned, start, {}, worksThen(any))!;
        const owners = chosenOwners(plan.slots, (owner, { from, to }) =>
          (any.taken.get(owner) ?? []).some(take => take.from < to && from < take.to),
        );
        expect(owners).not.toBeNull();
        const mine = cellsOfTakes(settled(plan, owners!).takes);
        expect(mine.filter(cell => cells.has(`${cell.owner} ${cell.at}`))).toEqual([]);
        booked += 1;
      }
    }
    expect(booked).toBeGreaterThan(1000);
  }, 120_000);

  test('BK4 there is a reason exactly where a time is not offered', () => {
    const random = chance(18);
    for (let each = 0; each < SHOPS / 3; each += 1) {
      const { shop: any, parts, span } = anyShop(random);
      const offered = new Set(freeStarts(any, parts, span));
      const blocks = new Map<string, Block[]>(
        [...any.taken].map(([owner, its]) => [
          owner,
          its.map(take => ({ ...take, bookingId: 'booking', begins: take.from, ends: take.to })),
        ]),
      );
      for (let time = any.now - DAY; time < span.to; time += 35 * MINUTE) {
        const minute = time - (time % (5 * MINUTE));
        const reasons = whyNotAt(any, parts, minute, { blocks, duties: new Map() });
        expect(reasons.length === 0).toBe(offered.has(minute));
      }
    }
  }, 120_000);
});
