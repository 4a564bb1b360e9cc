import { expect, test } from 'vitest';
import { createOutboxWorker, type Refusal } from '../../../../server/outbox/worker.ts';
import { newDelivery, newId } from '../../../contract/scene.ts';
import { buildTestApp } from '../../../helpers/app.ts';

const DOWN: Refusal = { problem: 'gone', isTargetDown: true, retryAfterMs: null };

/** A target that so many things wait for, and what becomes of them. */
async function setTarget(count: number, send: (attempted: number) => Refusal | null) {
  const desk = await buildTestApp();
  const { store, context } = desk;
  const target = newId('target');
  const due = { kind: 'telegram' as const, target, createdAt: context.now() - 1 };
  await store.outbox.put(Array.from({ length: count }, () => newDelivery(due)));
  const [takes, attempted]: [number[], string[]] = [[], []];
  let [under, most] = [0, 0];
  const worker = createOutboxWorker({
    store: {
      outbox: {
        ...store.outbox,
        async take(input) {
          const taken = await store.outbox.take(input);
          takes.push(taken.length);
          return taken;
        },
      },
    },
    senders: {
      telegram: {
        open: async () => async delivery => {
          under += 1;
          most = Math.max(most, under);
          attempted.push(delivery.id);
          await new Promise(done => setImmediate(done));
          under -= 1;
          return send(attempted.length);
        },
      },
    },
    now: context.now,
    log: context.log,
  });
  await worker.tick();
  await worker.settled();
  const left = (await store.outbox.page({ isDead: false, limit: 200 })).items;
  return { takes, attempted, most: () => most, left, now: context.now() };
}

test('D2 of a target that is quick more and more is taken, and no more than four attempted at once', async () => {
  const { takes, attempted, most, left } = await setTarget(100, () => null);
  expect([new Set(attempted).size, attempted.length, most(), left]).toEqual([100, 100, 4, []]);
  expect(takes.reduce((sum, each) => sum + each)).toBe(100);
  expect(takes.length).toBeLessThan(25);
});

test('D3 what was taken with one that found the target gone is due again as it was, and not attempted', async () => {
  const { attempted, left, now } = await setTarget(60, count => (count > 20 ? DOWN : null));
  expect(attempted.length).toBeLessThanOrEqual(24);
  expect(left.length).toBeGreaterThanOrEqual(36);
  const untried = left.filter(each => !attempted.includes(each.id));
  expect(untried.length).toBe(60 - attempted.length);
  expect(untried.every(each => each.dueAt <= now && each.problem === '')).toBe(true);
});
