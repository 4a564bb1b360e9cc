import { expect, test } from 'vitest';
import { newestOf, pageOf, readCursor } from '../../../../server/features/timeline/rules.ts';

const item = (kind: string, id: string, at: number) => ({ kind, id, at });
const names = (items: readonly { kind: string; id: string }[]) => items.map(({ kind, id }) => `${kind} ${id}`);

const NOTES = [item('note', 'c', 30), item('note', 'b', 20), item('note', 'a', 10)];
const CALLS = [item('call', 'x', 20), item('call', 'b', 20), item('call', 'a', 5)];

test('TL1 TL2 page after page brings each item once, in one order, whatever the size of a page', () => {
  const whole = ['note c', 'call x', 'note b', 'call b', 'note a', 'call a'];
  for (const limit of [1, 2, 3, 4, 10]) {
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const before = readCursor(cursor ?? undefined);
      const page = pageOf(
        [NOTES, CALLS].map(each => newestOf(each, before, limit + 1)),
        limit,
      );
      seen.push(...names(page.items));
      cursor = page.cursor;
    } while (cursor !== null);
    expect([limit, seen]).toEqual([limit, whole]);
  }
});

test('TL2 a page that holds all of it leads to no other', () => {
  expect(pageOf([[item('note', 'a', 1)], []], 1)).toMatchObject({ cursor: null });
  expect(pageOf([], 5)).toEqual({ items: [], cursor: null });
});

test('TL2 an id may have in it what parts the cursor', () => {
  expect(readCursor('12~a~b.3')).toEqual({ at: 12, id: 'a~b.3' });
});
