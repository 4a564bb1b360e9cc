import { expect, test } from 'vitest';
import { MAX_MINOR } from '../../../../protocol/purchase-sums.ts';
import { balanceOf, earnedBy, expiryOf, lapsed, levelOf, priced } from '../../../../server/features/loyalty/rules.ts';
import { newCorrection } from '../../../contract/rules/loyalty.ts';
import { DAY, NOON } from '../../../contract/scene.ts';

const TERMS = { percent: 5, services: [{ name: 'Colour', percent: 0 }], months: 12 };
const line = (name: string, price: number) => ({ name, quantity: 1, price });

test('LY1 what is earned is exact and rounded down', () => {
  const of = (total: number, spent: number, ...lines: ReturnType<typeof line>[]) =>
    earnedBy({ lines, total }, spent, TERMS);
  expect(of(199, 0, line('Cut', 199))).toBe(9);
  expect(of(300, 0, line('Cut', 200), line('colour', 100))).toBe(10);
  expect(of(200, 100, line('Cut', 200))).toBe(5);
  expect(of(0, 0, line('Cut', 0))).toBe(0);
  expect(of(MAX_MINOR, 1, line('Cut', MAX_MINOR))).toBe(MAX_MINOR / 20 - 1);
});

test('LY4 what is spent is taken from what runs out first', () => {
  const lot = (id: string, delta: number, days: number | null) => {
    const expiresAt = days === null ? null : NOON + days * DAY;
    return newCorrection({ id, kind: 'earned', cause: id, delta, expiresAt, dueAt: expiresAt });
  };
  const spent = newCorrection({ id: 'spent', kind: 'spent', delta: -700, at: NOON + 1 });
  const rows = [lot('late', 500, 60), lot('never', 500, null), lot('soon', 500, 30), spent];
  expect(lapsed(rows, NOON + 29 * DAY)).toEqual([]);
  // All of it was spent.
  expect(lapsed(rows, NOON + 30 * DAY)).toEqual([]);
  expect(lapsed(rows, NOON + 60 * DAY)).toMatchObject([{ kind: 'expired', cause: 'late', delta: -300 }]);
  expect(lapsed([lot('soon', 500, 30)], NOON + 31 * DAY)).toMatchObject([{ delta: -500, at: NOON + 30 * DAY }]);
  expect(expiryOf(Date.UTC(2026, 0, 31), 1)).toBe(Date.UTC(2026, 1, 28));
  expect(balanceOf([...rows, newCorrection({ currency: 'USD', delta: 9 })], 'MNT')).toBe(800);
});

test('LY7 the highest level that was reached, and what may be paid with bonus', () => {
  const levels = [
    { name: 'Gold', fromSum: 100, percentDiscount: 15 },
    { name: 'Silver', fromSum: 10, percentDiscount: 5 },
  ];
  expect([levelOf(levels, 9), levelOf(levels, 10)?.name, levelOf(levels, 5_000)?.name]).toEqual([
    null,
    'Silver',
    'Gold',
  ]);
  expect(priced(999, { level: levels[0]!, mostPercent: 50, balance: 10_000 })).toEqual({
    discount: 149,
    price: 850,
    worth: 0,
    most: 425,
  });
  expect(priced(999, { level: null, mostPercent: 50, balance: -3 }).most).toBe(0);
});
