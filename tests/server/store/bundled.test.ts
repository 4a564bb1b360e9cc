import { expect, onTestFinished, test, vi } from 'vitest';
import { bundled } from '../../../server/store/mongo/bundled.ts';

/** Asks for numbers, each answered with its double when the gate of its bundle opens. */
function doubles() {
  const bundles: { asks: number[]; gate: PromiseWithResolvers<void> }[] = [];
  const ask = bundled<number, number>(async asks => {
    const gate = Promise.withResolvers<void>();
    bundles.push({ asks, gate });
    await gate.promise;
    return asks.map(each => 2 * each);
  });
  const begun = (count: number) => expect.poll(() => bundles.length).toBe(count);
  return { ask, bundles, begun };
}

test('R7 who asks in one turn is answered together, each with their own', async () => {
  const { ask, bundles, begun } = doubles();
  const answers = Promise.all([3, 1, 2].map(ask));
  await begun(1);
  bundles[0]!.gate.resolve();
  expect(await answers).toEqual([6, 2, 4]);
  expect(bundles.map(each => each.asks)).toEqual([[3, 1, 2]]);
});

test('R7 who asks while others are answered is not told what was before, and asks with those who come meanwhile', async () => {
  const { ask, bundles, begun } = doubles();
  const first = ask(1);
  await begun(1);
  const later = Promise.all([2, 3].map(ask));
  bundles[0]!.gate.resolve();
  expect(await first).toBe(2);
  await begun(2);
  bundles[1]!.gate.resolve();
  expect(await later).toEqual([4, 6]);
  expect(bundles.map(each => each.asks)).toEqual([[1], [2, 3]]);
});

test('R7 of a large crowd a hundred are answered together, and what fails is told to those who asked for it alone', async () => {
  const { ask, bundles, begun } = doubles();
  const answers = Promise.allSettled(Array.from({ length: 120 }, (_, number) => ask(number)));
  await begun(1);
  bundles[0]!.gate.reject(new Error('away'));
  await begun(2);
  bundles[1]!.gate.resolve();
  expect(bundles.map(each => each.asks.length)).toEqual([100, 20]);
  const outcomes = await answers;
  expect(outcomes.slice(0, 100).every(each => each.status === 'rejected')).toBe(true);
  expect(outcomes.slice(100).map(each => each.status === 'fulfilled' && each.value)).toEqual(
    Array.from({ length: 20 }, (_, number) => 2 * (100 + number)),
  );
});

test('R7 those that hang hold nobody else back for longer than a second', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  const bundles: number[][] = [];
  const hangs = Promise.withResolvers<number[]>();
  const ask = bundled<number, number>(async asks => {
    bundles.push(asks);
    return bundles.length === 1 ? hangs.promise : asks;
  });
  const turn = () => new Promise(setImmediate);
  const first = ask(1);
  await turn();
  const second = ask(2);
  await turn();
  expect(bundles).toEqual([[1]]);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(await second).toBe(2);
  expect(bundles).toEqual([[1], [2]]);
  hangs.resolve([5]);
  expect(await first).toBe(5);
});
