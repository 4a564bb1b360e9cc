import { expect, test } from 'vitest';
import { minorDigits, readMoney } from '../../protocol/money.ts';
import { lineTotal, MAX_MINOR, MAX_QUANTITY, totalOf } from '../../protocol/purchase-sums.ts';

test.each([
  ['1,234.50', 'USD', 123450],
  ['1 234,50', 'EUR', 123450],
  ['1.234.567', 'EUR', 123456700],
  ["1'234.50", 'CHF', 123450],
  ['1,23,456', 'INR', 12345600],
  ['45 000 ₮', 'MNT', 4500000],
  ['45,000₮', 'MNT', 4500000],
  ['١٬٢٣٤٫٥٠', 'EGP', 123450],
  ['१२३', 'INR', 12300],
  ['USD 5.00', 'USD', 500],
  ['5 руб.', 'RUB', 500],
  ['1.500', 'KWD', 1500],
  ['1.500', 'EUR', 150000],
  ['1,2', 'EUR', 120],
  ['5.', 'USD', 500],
  ['12.0', 'JPY', 12],
  ['12.5', 'JPY', null],
  ['1.2.3', 'USD', null],
  ['-5', 'USD', null],
  ['.5', 'USD', null],
  ['five', 'USD', null],
  ['', 'USD', null],
  ['999999999999999999', 'USD', null],
])('PB1 %s of %s is read as %s minor units', (text, currency, minor) => {
  expect(readMoney(text, currency)).toBe(minor);
});

test('PB1 a currency has as many decimals as ISO 4217 says', () => {
  expect(['USD', 'MNT', 'JPY', 'KWD', 'ETB', 'RUB', 'INR'].map(minorDigits)).toEqual([2, 2, 0, 3, 2, 2, 2]);
});

test('PB3 sums of lines are whole and exact up to the largest', () => {
  expect(lineTotal({ quantity: 1.5, price: 333 })).toBe(500);
  expect(lineTotal({ quantity: 0.001, price: 499 })).toBe(0);
  expect(lineTotal({ quantity: MAX_QUANTITY, price: MAX_MINOR / MAX_QUANTITY })).toBe(MAX_MINOR);
  expect(totalOf([{ quantity: 1, price: MAX_MINOR }])).toBe(MAX_MINOR);
  expect(
    totalOf([
      { quantity: 1, price: MAX_MINOR },
      { quantity: 1, price: 1 },
    ]),
  ).toBe(null);
  expect(totalOf([{ quantity: MAX_QUANTITY, price: MAX_MINOR }])).toBe(null);
});
