import { describe, expect, test } from 'vitest';
import { evenPercents, partsOf } from '../../../../protocol/shares.ts';
import {
  cameAgain,
  comingsOf,
  countedOf,
  plannedOf,
  returnsOf,
  workDays,
} from '../../../../server/features/visits/figures.ts';
import { behind } from '../../../../server/features/visits/lists.ts';
import { datesOf, monthBefore, spanOf } from '../../../../server/features/visits/months.ts';
import { correctedShares, withShares, withSharesOf } from '../../../../server/features/visits/rules.ts';
import type { ToldRow } from '../../../../server/features/visits/store.ts';

const HOUR = 3_600_000;

describe('shares', () => {
  test('VI2 parts are whole minor units that come to exactly the amount', () => {
    expect([1, 2, 3, 7].map(evenPercents)).toEqual([[100], [50, 50], [34, 33, 33], [15, 15, 14, 14, 14, 14, 14]]);
    expect(partsOf(1_001, [50, 50])).toEqual([501, 500]);
    expect(partsOf(100, [34, 33, 33])).toEqual([34, 33, 33]);
    expect(partsOf(1, [33, 33, 34])).toEqual([0, 0, 1]);
    expect(partsOf(10, [1, 99])).toEqual([0, 10]);
    expect(partsOf(0, [20, 80])).toEqual([0, 0]);
    // Exact also where a product of both is no safe integer.
    expect(partsOf(1_000_000_000_000, [33, 67])).toEqual([330_000_000_000, 670_000_000_000]);
    for (let amount = 0; amount < 2_000; amount += 1) {
      const percents = evenPercents(1 + (amount % 10));
      const parts = partsOf(amount, percents);
      expect(parts.reduce((sum, part) => sum + part, 0)).toBe(amount);
      for (const [at, part] of parts.entries()) expect(Math.abs(part - (amount * percents[at]!) / 100)).toBeLessThan(1);
    }
  });

  const staff = [
    { id: 'oyuna', name: 'Oyuna', agentId: 'agent-oyuna' },
    { id: 'tuya', name: 'Tuya', agentId: null },
  ];
  const line = (name: string, shares?: { staffId: string; percent: number }[]) => ({
    ...{ name, quantity: 1, price: 100 },
    ...(shares && { shares: shares.map(each => ({ ...each, name: '' })) }),
  });

  test('VI2 a line is of whoever is said, else of whoever sold it, by the names of now', () => {
    const half = line('Colour', [
      { staffId: 'oyuna', percent: 50 },
      { staffId: 'tuya', percent: 50 },
    ]);
    const [said, unsaid] = withShares([half, line('Cut')], staff, { agentId: 'agent-oyuna' });
    expect(said!.shares).toMatchObject([{ name: 'Oyuna' }, { name: 'Tuya' }]);
    expect(unsaid!.shares).toEqual([{ staffId: 'oyuna', name: 'Oyuna', percent: 100 }]);
    expect(withShares([line('Cut')], staff, { agentId: 'another' })).toEqual([line('Cut')]);
    expect(withShares([line('Cut')], staff, null)).toEqual([line('Cut')]);
    const stranger = [line('Cut'), line('Cut', [{ staffId: 'bat', percent: 100 }])];
    expect(() => withShares(stranger, staff, null)).toThrow(
      expect.objectContaining({ code: 'FIELD_INVALID', fields: { 'lines.1.shares': 'FIELD_INVALID' } }),
    );
    expect(withShares(stranger, staff, null, { bat: 'Bat' })[1]!.shares).toMatchObject([{ name: 'Bat' }]);
  });

  test('VI2 a line of a booking is of whoever did the service of its name, else of all in even shares', () => {
    const item = (name: string, staffId: string) => ({ name, staffId, staffName: staffId.toUpperCase() });
    const items = [item('Cut', 'oyuna'), item('Colour', 'oyuna'), item('Colour', 'tuya')];
    const lines = withSharesOf(items, [line('Cut'), line('Colour'), line('Shampoo')]);
    const halves = [
      { staffId: 'oyuna', name: 'OYUNA', percent: 50 },
      { staffId: 'tuya', name: 'TUYA', percent: 50 },
    ];
    expect(lines.map(each => each.shares)).toEqual([[{ ...halves[0], percent: 100 }], halves, halves]);
    const said = line('Cut', [{ staffId: 'tuya', percent: 100 }]);
    expect(withSharesOf(items, [said])).toEqual([said]);
  });

  test('VI2 a correction of who sold it gives them what was the first one’s, and keeps the names of who is gone', () => {
    const lines = [
      { ...line('Cut'), shares: [{ staffId: 'oyuna', name: 'Oyuna', percent: 100 }] },
      { ...line('Colour'), shares: [{ staffId: 'bat', name: 'Bat', percent: 100 }] },
    ];
    const before = { lines, employee: { agentId: 'agent-oyuna', name: 'Oyuna' } };
    const more = [...staff, { id: 'nara', name: 'Nara', agentId: 'agent-nara' }];
    expect(correctedShares(before, undefined, undefined, more)).toBe(undefined);
    const other = correctedShares(before, undefined, { agentId: 'agent-nara', name: 'Nara' }, more)!;
    expect(other.map(each => each.shares?.[0]?.name)).toEqual(['Nara', 'Bat']);
    expect(correctedShares(before, undefined, null, more)!.map(each => each.shares)).toEqual([
      undefined,
      lines[1]!.shares,
    ]);
    expect(
      correctedShares(before, [lines[1]!, line('Cut')], undefined, more)!.map(each => each.shares?.[0]?.name),
    ).toEqual(['Bat', 'Oyuna']);
  });

  test('VI2 a correction keeps whose each of two lines of one name was', () => {
    const massage = (id: string, name: string) => ({
      ...line('Massage'),
      shares: [{ staffId: id, name, percent: 100 }],
    });
    const lines = [massage('oyuna', 'Oyuna'), massage('tuya', 'Tuya')];
    const doers = (after: ReturnType<typeof line>[]) =>
      correctedShares({ lines, employee: null }, after, undefined, staff)!.map(each => each.shares?.[0]?.name);
    expect(doers([line('Massage'), line('Massage')])).toEqual(['Oyuna', 'Tuya']);
    expect(doers([line('Tea'), line('Massage'), line('Massage')])).toEqual([undefined, 'Oyuna', 'Tuya']);
    expect(doers([line('Tea'), line('Massage')])).toEqual([undefined, 'Tuya']);
    expect(doers([line('Massage'), line('Massage'), line('Massage')])).toEqual(['Oyuna', 'Tuya', undefined]);
  });
});

const row = (date: string, fields: Partial<ToldRow> = {}): ToldRow => ({
  ...{ kind: 'came', staffId: 'oyuna', staffName: 'Oyuna', whoId: 'bat', personId: 'bat', date },
  ...{ at: Date.parse(date), what: ['Cut'], amount: 0, currency: '', ...fields },
});
const sold = (date: string, amount: number, fields: Partial<ToldRow> = {}) =>
  row(date, { kind: 'sold', amount, currency: 'MNT', ...fields });

describe('figures', () => {
  const rows = [
    // More than ninety days before their last visit in March.
    row('2025-12-01', { whoId: 'late' }),
    row('2026-02-27', { staffId: 'tuya', staffName: 'Tuya' }),
    row('2026-03-03'),
    sold('2026-03-03', 35_000),
    sold('2026-03-03', 500, { currency: 'USD' }),
    sold('2026-03-20', 15_000, { whoId: 'late', what: ['Shampoo'] }),
    row('2026-03-21', { kind: 'no_show', whoId: 'saraa' }),
    row('2026-03-21', { kind: 'no_show', whoId: 'saraa' }),
    sold('2026-03-31', 20_000, { staffId: 'tuya', staffName: 'Tuya' }),
  ];

  const march = rows.filter(each => each.date >= '2026-03-01');
  const earlier = rows.filter(each => each.date < '2026-03-01');

  test('VI3 a day of a person is one visit, sums are by currency, and who was here before came again', () => {
    const counted = countedOf(march);
    const returns = (within: number) => returnsOf(march, earlier, within);
    expect(counted.get('oyuna')).toEqual({
      ...{ name: 'Oyuna', visits: 2, noShows: 2 },
      sums: [
        { currency: 'MNT', amount: 50_000 },
        { currency: 'USD', amount: 500 },
      ],
    });
    expect(counted.get('tuya')).toMatchObject({ visits: 1, noShows: 0 });
    expect(returns(90).get('oyuna')).toEqual({ people: 2, again: 1, toThem: 0 });
    expect(returns(90).get('tuya')).toEqual({ people: 1, again: 1, toThem: 1 });
    expect(returns(180).get('oyuna')).toEqual({ people: 2, again: 2, toThem: 1 });
    expect(countedOf([]).size).toBe(0);
    const of = { day: Date.parse('2026-03-31') / (24 * HOUR), within: 30 };
    expect(cameAgain(comingsOf(earlier, march), 'bat', 'tuya', of)).toEqual({ again: true, toThem: false });
    expect(cameAgain(comingsOf(earlier, march), 'saraa', 'oyuna', of)).toEqual({ again: false, toThem: false });
  });

  test('VI3 each number opens what it is made of, latest first', () => {
    const own = march.filter(each => each.staffId === 'oyuna');
    const opened = (of: Parameters<typeof behind>[2]['of'], within = 90) =>
      behind(own, { rows: march, earlier }, { of, within });
    expect(opened('visits')).toEqual([
      {
        ...{ date: '2026-03-20', at: Date.parse('2026-03-20'), personId: 'bat', kind: 'came', what: ['Shampoo'] },
        sums: [{ currency: 'MNT', amount: 15_000 }],
      },
      {
        ...{ date: '2026-03-03', at: Date.parse('2026-03-03'), personId: 'bat', kind: 'came', what: ['Cut'] },
        sums: [
          { currency: 'MNT', amount: 35_000 },
          { currency: 'USD', amount: 500 },
        ],
      },
    ]);
    const dates = (...of: Parameters<typeof opened>) => opened(...of).map(each => each.date);
    expect(dates('noShows')).toEqual(['2026-03-21', '2026-03-21']);
    expect(dates('sum')).toEqual(['2026-03-20', '2026-03-03']);
    expect(dates('again')).toEqual(['2026-03-03']);
    expect(dates('again', 180)).toEqual(['2026-03-20', '2026-03-03']);
    expect(dates('toThem', 180)).toEqual(['2026-03-20']);
  });

  test('VI3 a month has the instants of its days there, also where clocks change in it', () => {
    expect(datesOf('2026-02')).toHaveLength(28);
    expect(datesOf('2028-02').at(-1)).toBe('2028-02-29');
    expect(monthBefore('2026-01')).toBe('2025-12');
    expect(spanOf('2026-03', 'Europe/Berlin')).toEqual({
      from: Date.parse('2026-02-28T23:00:00Z'),
      to: Date.parse('2026-03-31T22:00:00Z'),
    });
    const { from, to } = spanOf('2026-10', 'Europe/Berlin');
    expect(to - from).toBe((31 * 24 + 1) * HOUR);
  });

  test('VI5 a month comes to what its pace says, by the days on which somebody works', () => {
    const march = datesOf('2026-03');
    const weekdays = (_date: string, weekday: number) => weekday < 6;
    expect(workDays(weekdays, march, '2026-03-16')).toEqual({ all: 22, over: 10 });
    expect(workDays(() => false, march, '2026-03-16')).toEqual({ all: 31, over: 15 });
    expect(workDays(weekdays, march, '2026-04-01')).toBe(null);
    expect(workDays(weekdays, march, '2026-02-28')).toBe(null);
    const days = { all: 22, over: 10 };
    const of = { plan: undefined, last: undefined, done: 52, doneBefore: 50, days };
    expect(plannedOf('visits', '', of)).toMatchObject({ target: null, proposed: null, done: 52, expected: 110 });
    expect(plannedOf('visits', '', { ...of, doneBefore: 1 }).expected).toBe(52);
    expect(plannedOf('visits', '', { ...of, days: { all: 22, over: 0 } }).expected).toBe(null);
    const plan = (target: number) => ({
      ...{
        staffId: 'oyuna',
        month: '2026-03',
        metric: 'visits' as const,
        target,
        currency: '',
        setAt: 7,
        byName: 'Oyu',
      },
    });
    expect(plannedOf('visits', '', { ...of, last: plan(90) })).toMatchObject({
      target: null,
      proposed: 90,
      setAt: null,
    });
    const both = { ...of, plan: plan(100), last: plan(90) };
    expect(plannedOf('visits', '', both)).toMatchObject({ target: 100, proposed: null, setAt: 7 });
  });
});
