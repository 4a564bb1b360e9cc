import { describe, expect, test } from 'vitest';
import type { PurchaseInput } from '../../../../protocol/purchases.ts';
import {
  corrected,
  fingerprintOf,
  judged,
  momentOf,
  purchaseOfCells,
  usualOf,
} from '../../../../server/features/purchases/rules.ts';
import { newPurchase } from '../../../contract/rules/purchases.ts';
import { NOON } from '../../../contract/scene.ts';

const line = { name: 'Tulips', quantity: 2, price: 300 };
const send: PurchaseInput = { person: { phone: '+97699112233' }, lines: [line] };

test.each<[string, unknown, string]>([
  ['no person', { lines: [line] }, 'person'],
  ['a person without anything to find them by', { ...send, person: { name: 'Bat' } }, 'person'],
  ['no lines', { ...send, lines: [] }, 'lines'],
  ['too many lines', { ...send, lines: Array.from({ length: 51 }, () => line) }, 'lines'],
  ['a price that is no whole number', { ...send, lines: [{ ...line, price: 1.5 }] }, 'lines.0.price'],
  ['a price below nothing', { ...send, lines: [{ ...line, price: -1 }] }, 'lines.0.price'],
  ['nothing of something', { ...send, lines: [{ ...line, quantity: 0 }] }, 'lines.0.quantity'],
  ['more than a sum may be', { ...send, lines: [{ ...line, quantity: 1e6, price: 1e12 }] }, 'lines'],
  ['a currency that is none', { ...send, currency: 'XYZ' }, 'currency'],
  ['a day that is none', { ...send, date: '2026-02-30' }, 'date'],
  ['a zone that is none', { ...send, timeZone: 'Mars/Olympus' }, 'timeZone'],
  ['a name that nobody can see', { ...send, lines: [{ ...line, name: ' \u200b ' }] }, 'lines.0.name'],
  ['no object', 'tulips', 'body'],
  ['null', null, 'body'],
])('PB1 a row with %s is refused by the field that is wrong', (_what, row, field) => {
  expect(Object.keys((judged(row) as { mistakes: object }).mistakes)).toEqual([field]);
});

test('PB2 the same content is the same in whichever order it is written', () => {
  const read = (row: unknown) => (judged(row) as { send: Parameters<typeof fingerprintOf>[0] }).send;
  const turned = { lines: [{ price: 300, quantity: 2, name: 'Tulips' }], person: { phone: '+97699112233' } };
  expect(fingerprintOf(read(turned))).toBe(fingerprintOf(read(send)));
  expect(fingerprintOf(read({ ...send, currency: 'USD' }))).not.toBe(fingerprintOf(read(send)));
});

test('PB1 a purchase has an instant and the day that it was there', () => {
  const desk = { timeZone: 'Asia/Ulaanbaatar', now: NOON };
  expect(momentOf({}, desk)).toEqual({ at: NOON, date: '2025-06-02', timeZone: 'Asia/Ulaanbaatar' });
  const evening = Date.UTC(2026, 4, 3, 20);
  expect(momentOf({ at: evening }, desk).date).toBe('2026-05-04');
  expect(momentOf({ at: evening, timeZone: 'America/Lima' }, desk).date).toBe('2026-05-03');
  const day = momentOf({ date: '2026-05-03' }, desk);
  expect(day).toEqual({ at: Date.UTC(2026, 4, 3, 4), date: '2026-05-03', timeZone: 'Asia/Ulaanbaatar' });
});

test('PB4 what is corrected follows from what is said, and the rest stays', () => {
  const before = newPurchase();
  const after = corrected(before, { lines: [line] }, undefined, NOON - 5);
  expect(after).toEqual({ ...before, lines: [line], total: 600, updatedAt: NOON + 1 });
  const moved = corrected(before, { date: '2025-05-01', timeZone: 'Asia/Ulaanbaatar' }, null, NOON + 9);
  expect(moved).toMatchObject({ date: '2025-05-01', at: Date.UTC(2025, 4, 1, 4), employee: null, updatedAt: NOON + 9 });
  expect(corrected(before, { timeZone: 'Asia/Tokyo' }, undefined, NOON + 9)).toMatchObject({ at: before.at });
});

test('PB3 what somebody usually takes is what they took most often, and more than once', () => {
  const of = (...names: string[]) => ({ lines: names.map(name => ({ ...line, name })) });
  expect(usualOf([])).toBe(null);
  expect(usualOf([of('Tulips', 'tulips')])).toBe(null);
  expect(usualOf([of('Roses'), of('Tulips', 'Vase'), of('roses')])).toBe('Roses');
  expect(usualOf([of('Roses'), of('Tulips'), of('Tulips'), of('Roses')])).toBe('Roses');
});

describe('PB5 a row of a file', () => {
  const desk = { currency: 'MNT', timeZone: 'Asia/Ulaanbaatar' };
  const cells = { phone: '99112233', what: 'Tulips', price: '3 000' };
  const read = (change: Parameters<typeof purchaseOfCells>[0], isMonthFirst = false) =>
    purchaseOfCells({ ...cells, ...change }, { ...desk, isMonthFirst });

  test('is a purchase of one thing', () => {
    const all = { date: '3.5.2026', quantity: '1,5', currency: 'usd', employee: 'Oyu', externalId: '7', name: 'Bat' };
    expect(read(all)).toEqual({
      purchase: {
        person: { phone: '99112233', name: 'Bat' },
        date: '2026-05-03',
        timeZone: 'Asia/Ulaanbaatar',
        currency: 'USD',
        lines: [{ name: 'Tulips', quantity: 1.5, price: 300000 }],
        employee: { name: 'Oyu' },
        externalId: '7',
      },
    });
    expect(judged((read(all) as { purchase: unknown }).purchase)).toHaveProperty('send');
    expect(read({})).toMatchObject({ purchase: { currency: 'MNT', lines: [{ quantity: 1 }] } });
  });

  test.each([
    ['2026-05-03', '2026-05-03'],
    ['2026-5-3 14:20', '2026-05-03'],
    ['2026/05/03', '2026-05-03'],
    ['3/5/2026', '2026-05-03'],
    ['5/13/2026', '2026-05-13'],
    ['٣.٥.٢٠٢٦', '2026-05-03'],
  ])('has the day %s as %s', (date, day) => {
    expect(read({ date })).toMatchObject({ purchase: { date: day } });
  });

  test('has the month first where that is said, and where dots stand never', () => {
    expect(read({ date: '3/5/2026' }, true)).toMatchObject({ purchase: { date: '2026-03-05' } });
    expect(read({ date: '13/5/2026' }, true)).toMatchObject({ purchase: { date: '2026-05-13' } });
    expect(read({ date: '3.5.2026' }, true)).toMatchObject({ purchase: { date: '2026-05-03' } });
  });

  test.each([
    [{ date: '31.2.2026' }, { date: 'FIELD_INVALID' }],
    [{ date: 'May' }, { date: 'FIELD_INVALID' }],
    [{ price: 'cheap' }, { price: 'FIELD_INVALID' }],
    [{ price: '' }, { price: 'FIELD_REQUIRED' }],
    [{ quantity: 'two' }, { quantity: 'FIELD_INVALID' }],
    [{ currency: 'money' }, { currency: 'FIELD_INVALID', price: 'FIELD_INVALID' }],
    [{ what: ' ' }, { what: 'FIELD_REQUIRED' }],
    [{ phone: '' }, { phone: 'FIELD_REQUIRED' }],
  ])('with %o says what can not be read', (change, mistakes) => {
    expect(read(change)).toEqual({ mistakes });
  });
});
