import { expect, test } from 'vitest';
import { isWellKnown } from '../../server/known-passwords.ts';

test.each([
  ['1234567890', true],
  ['qwertyuiop', true],
  ['QwertyUiop', true],
  ['passwordpassword', true],
  ['Sunshine2026!', true],
  ['##football##', true],
  ['peonies in the morning', false],
  ['tulips at noon', false],
  ['пионы поутру', false],
  ['football and tulips', false],
  ['k3vJ-9qLm2-sunshine', false],
  ['ab12345678901', false],
])('PW5 %s is %s', async (password, isKnown) => {
  expect(await isWellKnown(password)).toBe(isKnown);
});
