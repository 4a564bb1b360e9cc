import { expect, test } from 'vitest';
import { hasGap, mergeEntries } from '../../protocol/log.ts';
import { newClientId } from '../../protocol/wire/client-id.ts';
import { clientId } from '../../protocol/wire/fields.ts';
import { fill } from '../../protocol/words.ts';
import { entry, START } from '../inbox/fixtures.ts';

test('ST3 entries stand by their numbers, whatever order they came in and whatever the clock said', () => {
  const merged = mergeEntries([entry(2), entry(3, { createdAt: START - 1 })], [entry(1), entry(2)]);
  expect(merged.map(each => each.seq)).toEqual([1, 2, 3]);
});

test('ST3 of an entry that is held already, the one that came later stays', () => {
  const [held, come] = [entry(1), entry(1, { createdAt: START + 1 })];
  expect(mergeEntries([held], [come])).toEqual([come]);
});

test('what brings nothing leaves the very list that is held', () => {
  const held = [entry(1)];
  expect(mergeEntries(held, [])).toBe(held);
});

test.each([
  [0, 0, false],
  [3, 3, false],
  [3, 2, false],
  [3, 4, true],
  [0, 1, true],
])('W8 holding all up to %i, an entry after number %i leaves a gap: %s', (heldSeq, previousSeq, isMissing) => {
  expect(hasGap(heldSeq, previousSeq)).toBe(isMissing);
});

test('ST2 ids are what the wire takes, and never the same', () => {
  const ids = Array.from({ length: 100 }, newClientId);
  for (const id of ids) expect(clientId.parse(id)).toBe(id);
  expect(new Set(ids).size).toBe(100);
});

test('messages take values at their placeholders, and keep those that have none', () => {
  expect(fill('{name} is here, {name} answers in {time}', { name: 'Sarnai', time: '2 min' })).toBe(
    'Sarnai is here, Sarnai answers in 2 min',
  );
  expect(fill('{n} new, {rest}', { n: 0 })).toBe('0 new, {rest}');
  expect(fill('by {name}', { name: 'B' }, value => `<${value}>`)).toBe('by <B>');
});
