import { expect, test } from 'vitest';
import type { VisitorEntry } from '../../protocol/entries.ts';
import { promiseOf } from '../../widget/features/callback/promise.ts';

const asked = {
  ...{ kind: 'callback', callbackId: 'call', phone: '+97699112233', name: '', topic: '', isAsap: true },
  ...{ startAt: 10, endAt: 20, timeZone: 'UTC', link: 'call/call/secret' },
} as const;
const its = { kind: 'event', callbackId: 'call' } as const;

function promised(...bodies: VisitorEntry['body'][]) {
  const entries = [asked, ...bodies].map((body, at) => ({ seq: at + 1, body }) as VisitorEntry);
  return promiseOf(entries);
}

test('CB5 a promise moves to the next try when nobody answered, and ends with the last', () => {
  expect(promised()).toMatchObject({ startAt: 10, link: 'call/call/secret' });
  expect(promised({ ...its, event: 'callback_no_answer' })).toMatchObject({ startAt: 10, endAt: 20 });
  const again = { ...its, event: 'callback_no_answer', startAt: 30, endAt: 40 } as const;
  expect(promised(again)).toMatchObject({ startAt: 30, endAt: 40 });
  expect(promised(again, { ...its, event: 'callback_no_answer', isLast: true })).toBe(undefined);
});

test('CB1 a promise moves, and ends when it is kept or cancelled', () => {
  const moved = { ...its, event: 'callback_moved', startAt: 50, endAt: 60 } as const;
  expect(promised(moved)).toMatchObject({ startAt: 50, endAt: 60 });
  expect(promised(moved, { ...its, event: 'callback_reached' })).toBe(undefined);
  expect(promised(moved, { ...its, event: 'callback_cancelled' })).toBe(undefined);
  expect(promised({ ...moved, callbackId: 'another' })).toMatchObject({ startAt: 10 });
});
