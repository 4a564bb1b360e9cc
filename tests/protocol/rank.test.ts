import { expect, test } from 'vitest';
import { rank } from '../../protocol/rank.ts';

const NOW = 3e12;
const none = { waitingSince: null, callbackAt: null, updatedAt: NOW };

test('who waits longest, or is to be rung first, comes first; then the newest change', () => {
  const inOrder = [
    { ...none, waitingSince: NOW - 60 },
    { ...none, waitingSince: NOW, callbackAt: NOW - 30 },
    { ...none, waitingSince: NOW - 10 },
    { ...none, updatedAt: NOW + 1 },
    none,
    { ...none, updatedAt: 0 },
  ];
  const shuffled = [...inOrder].reverse();
  expect(shuffled.sort((a, b) => rank(a) - rank(b))).toEqual(inOrder);
});

test('ranks are whole numbers that a database keeps as they are', () => {
  for (const updatedAt of [0, NOW]) expect(Number.isSafeInteger(rank({ ...none, updatedAt }))).toBe(true);
});
