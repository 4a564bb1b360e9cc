import { expect, test } from 'vitest';
import { isTriedFirst } from '../../server/known-passwords.ts';

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
  ['ｐａｓｓｗｏｒｄｐａｓｓｗｏｒｄ', true],
  ['          ', true],
  ['абабабабабаб', true],
])('PW5 %s is %s', async (password, isKnown) => {
  expect(await isTriedFirst(password)).toBe(isKnown);
});

const HOUSE = [
  'deskbell',
  'sarnai.bat@altan.example',
  'Sarnai Bat',
  'Altan Flowers',
  'Цэцгийн Дэлгүүр',
  'https://shop.altan.example',
];

test.each([
  ['AltanFlowers2026!', true],
  ['flowers of altan', true],
  ['sarnai-1987-sarnai', true],
  ['Deskbell123', true],
  ['цэцгийн-дэлгүүр', true],
  ['altan.password', true],
  ['altan tulips at noon', false],
  ['peonies in the morning', false],
  ['k3vJ-9qLm2-altan', false],
])('PW6 of the words of the house, %s is %s', async (password, isMade) => {
  expect(await isTriedFirst(password, HOUSE)).toBe(isMade);
});
