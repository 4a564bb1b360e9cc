import { describe, expect, test } from 'vitest';
import type { Employee, Resource } from '../../../../protocol/staff.ts';
import {
  canDo,
  resourcesFor,
  type Worked,
  whoCanDo,
  without,
  withoutPast,
  workSpans,
  workSpansOn,
} from '../../../../server/features/staff/rules.ts';

const FREE: Employee['week'] = [[], [], [], [], [], [], []];
const daily = (from: string, to: string): Employee['week'] => FREE.map(() => [{ from, to }]);

function works(change: Partial<Worked> = {}): Worked {
  return { week: daily('10:00', '19:00'), shifts: [], breaks: FREE, daysOff: [], ...change };
}

/** As `2026-03-29T10:00Z/2026-03-29T12:30Z`. */
const written = (spans: readonly { from: number; to: number }[]) =>
  spans.map(({ from, to }) => [from, to].map(at => new Date(at).toISOString().replace(':00.000', '')).join('/'));

describe('WK2 WK3 when somebody works', () => {
  test.each<[string, Worked, zone: string, date: string, string[]]>([
    ['the week', works(), 'Asia/Ulaanbaatar', '2026-11-28', ['2026-11-28T02:00Z/2026-11-28T11:00Z']],
    [
      'a split day and a break in it',
      works({
        week: FREE.map(() => [
          { from: '09:00', to: '12:00' },
          { from: '13:00', to: '18:00' },
        ]),
        breaks: daily('15:00', '15:15'),
      }),
      'UTC',
      '2026-11-28',
      [
        '2026-11-28T09:00Z/2026-11-28T12:00Z',
        '2026-11-28T13:00Z/2026-11-28T15:00Z',
        '2026-11-28T15:15Z/2026-11-28T18:00Z',
      ],
    ],
    ['a free weekday', works({ week: [...daily('10:00', '19:00').slice(0, 6), []] }), 'UTC', '2026-11-29', []],
    [
      'a shift in the place of the week',
      works({ shifts: [{ date: '2026-11-28', spans: [{ from: '14:00', to: '22:00' }] }] }),
      'UTC',
      '2026-11-28',
      ['2026-11-28T14:00Z/2026-11-28T22:00Z'],
    ],
    [
      'a shift where the week has none at all',
      works({ week: FREE, shifts: [{ date: '2026-11-28', spans: [{ from: '14:00', to: '22:00' }] }] }),
      'UTC',
      '2026-11-28',
      ['2026-11-28T14:00Z/2026-11-28T22:00Z'],
    ],
    ['nobody who has no hours is always there', works({ week: FREE }), 'UTC', '2026-11-28', []],
    ['an empty shift', works({ shifts: [{ date: '2026-11-28', spans: [] }] }), 'UTC', '2026-11-28', []],
    [
      'a day off, whatever the shift says',
      works({
        shifts: [{ date: '2026-07-12', spans: [{ from: '14:00', to: '22:00' }] }],
        daysOff: [{ from: '2026-07-11', to: '2026-07-15', name: 'Наадам' }],
      }),
      'Asia/Ulaanbaatar',
      '2026-07-12',
      [],
    ],
    [
      'the last day off',
      works({ daysOff: [{ from: '2026-07-11', to: '2026-07-15', name: '' }] }),
      'UTC',
      '2026-07-16',
      ['2026-07-16T10:00Z/2026-07-16T19:00Z'],
    ],
    [
      'a night past midnight belongs to the day on which it begins',
      works({
        week: daily('22:00', '06:00'),
        breaks: [[], [], [], [], [], [], [{ from: '02:00', to: '02:30' }]],
        daysOff: [{ from: '2026-11-29', to: '2026-11-29', name: '' }],
      }),
      'UTC',
      '2026-11-28',
      ['2026-11-28T22:00Z/2026-11-29T02:00Z', '2026-11-29T02:30Z/2026-11-29T06:00Z'],
    ],
    [
      'a whole day',
      works({ week: daily('00:00', '24:00') }),
      'Asia/Kathmandu',
      '2026-11-28',
      ['2026-11-27T18:15Z/2026-11-28T18:15Z'],
    ],
    [
      'quarters of an hour from UTC',
      works({ breaks: daily('13:00', '14:00') }),
      'Asia/Kathmandu',
      '2026-11-28',
      ['2026-11-28T04:15Z/2026-11-28T07:15Z', '2026-11-28T08:15Z/2026-11-28T13:15Z'],
    ],
    [
      'Ethiopia',
      works({ week: daily('08:30', '17:00') }),
      'Africa/Addis_Ababa',
      '2026-01-07',
      ['2026-01-07T05:30Z/2026-01-07T14:00Z'],
    ],
    [
      'the night on which clocks go forward is an hour short',
      works({ week: daily('22:00', '06:00') }),
      'Europe/Berlin',
      '2026-03-28',
      ['2026-03-28T21:00Z/2026-03-29T04:00Z'],
    ],
    [
      'a beginning that is skipped is the change',
      works({ week: daily('02:30', '10:00') }),
      'Europe/Berlin',
      '2026-03-29',
      ['2026-03-29T01:00Z/2026-03-29T08:00Z'],
    ],
    [
      'a break that is skipped takes nothing',
      works({ week: daily('00:00', '06:00'), breaks: daily('02:10', '02:50') }),
      'Europe/Berlin',
      '2026-03-29',
      ['2026-03-28T23:00Z/2026-03-29T04:00Z'],
    ],
    [
      'the night on which clocks go back is an hour longer',
      works({ week: daily('22:00', '06:00') }),
      'Europe/Berlin',
      '2026-10-24',
      ['2026-10-24T20:00Z/2026-10-25T05:00Z'],
    ],
    [
      'a break of an hour that comes twice begins at its first',
      works({ week: daily('00:00', '06:00'), breaks: daily('02:00', '03:00') }),
      'Europe/Berlin',
      '2026-10-25',
      ['2026-10-24T22:00Z/2026-10-25T00:00Z', '2026-10-25T02:00Z/2026-10-25T05:00Z'],
    ],
    [
      'a day whose midnight is skipped',
      works({ week: daily('00:00', '08:00') }),
      'Africa/Cairo',
      '2026-04-24',
      ['2026-04-23T22:00Z/2026-04-24T05:00Z'],
    ],
  ])('%s', (_, employee, zone, date, spans) => {
    expect(written(workSpansOn(employee, zone, date))).toEqual(spans);
  });

  test('between two moments it is cut at both, and what began the day before is in it', () => {
    const [from, to] = [Date.UTC(2026, 10, 28, 1), Date.UTC(2026, 10, 28, 23)];
    expect(written(workSpans(works({ week: daily('22:00', '06:00') }), 'UTC', from, to))).toEqual([
      '2026-11-28T01:00Z/2026-11-28T06:00Z',
      '2026-11-28T22:00Z/2026-11-28T23:00Z',
    ]);
    expect(workSpans(works({ week: FREE }), 'UTC', from, to)).toEqual([]);
  });

  test('days one by one are what there is of them together', () => {
    const employee = works({
      week: daily('20:00', '04:00'),
      breaks: daily('23:30', '00:30'),
      shifts: [{ date: '2026-10-24', spans: [{ from: '09:00', to: '13:00' }] }],
      daysOff: [{ from: '2026-10-27', to: '2026-10-28', name: 'Ill' }],
    });
    const dates = Array.from({ length: 12 }, (_, index) => `2026-10-${20 + index}`);
    const [from, to] = [Date.UTC(2026, 9, 20, 12), Date.UTC(2026, 10, 1, 12)];
    for (const zone of ['Europe/Berlin', 'Asia/Kathmandu', 'Africa/Addis_Ababa', 'America/New_York']) {
      expect(dates.flatMap(date => written(workSpansOn(employee, zone, date)))).toEqual(
        written(workSpans(employee, zone, from, to)),
      );
    }
  });
});

test.each([
  [
    [[0, 10]],
    [[2, 3]],
    [
      [0, 2],
      [3, 10],
    ],
  ],
  [[[0, 10]], [[0, 3]], [[3, 10]]],
  [[[0, 10]], [[8, 12]], [[0, 8]]],
  [[[0, 10]], [[0, 10]], []],
  [
    [
      [0, 4],
      [6, 10],
    ],
    [[3, 7]],
    [
      [0, 3],
      [7, 10],
    ],
  ],
  [
    [[5, 6]],
    [
      [0, 1],
      [9, 10],
    ],
    [[5, 6]],
  ],
])('WK2 of %j without %j %j is left', (spans, taken, left) => {
  const of = (pairs: number[][]) => pairs.map(([from, to]) => ({ from: from!, to: to! }));
  expect(without(of(spans), of(taken))).toEqual(of(left));
});

test('WK4 a visit is done by whoever can do all of it, and works here', () => {
  const [nara, oyu, gone] = [
    { id: 'nara', isActive: true },
    { id: 'oyu', isActive: true },
    { id: 'gone', isActive: false },
  ];
  const everybody = { staffIds: null };
  const some = { staffIds: ['oyu', 'gone', 'never'] };
  expect(whoCanDo([nara, oyu, gone], [everybody])).toEqual([nara, oyu]);
  expect(whoCanDo([nara, oyu, gone], [everybody, some])).toEqual([oyu]);
  expect(whoCanDo([nara, oyu, gone], [{ staffIds: [] }])).toEqual([]);
  expect(canDo(gone, [some])).toBe(false);
});

test('WK4 several services take one place of each room, and of none that is gone', () => {
  const room = (id: string, isActive = true): Resource => ({
    ...{ id, name: id, places: 1, isActive, version: 1, createdAt: 0, updatedAt: 0 },
  });
  const there = [room('chair'), room('laser'), room('sold', false)];
  const needs = (...resourceIds: string[]) => ({ resourceIds });
  const idsOf = (found: Resource[] | null) => found?.map(each => each.id);
  expect(idsOf(resourcesFor(there, [needs('chair'), needs('laser', 'chair')]))).toEqual(['chair', 'laser']);
  expect(idsOf(resourcesFor(there, [needs()]))).toEqual([]);
  expect(resourcesFor(there, [needs('chair', 'sold')])).toBe(null);
  expect(resourcesFor(there, [needs('burnt')])).toBe(null);
});

test('WK5 what is long over goes, the rest stands by date, and what is not told of stays untold', () => {
  const spans = [{ from: '10:00', to: '12:00' }];
  const kept = withoutPast(
    {
      shifts: [
        { date: '2026-12-01', spans },
        { date: '2026-08-19', spans },
        { date: '2026-08-20', spans },
      ],
      daysOff: [
        { from: '2026-12-01', to: '2026-12-02', name: '' },
        { from: '2026-01-01', to: '2026-08-20', name: '' },
        { from: '2026-01-01', to: '2026-08-19', name: '' },
      ],
    },
    '2026-11-28',
  );
  expect(kept.shifts.map(each => each.date)).toEqual(['2026-08-20', '2026-12-01']);
  expect(kept.daysOff.map(each => each.to)).toEqual(['2026-08-20', '2026-12-02']);
  expect(withoutPast({}, '2026-11-28')).toEqual({});
});
