import { expect, test } from 'vitest';
import { isPublicAddress } from '../../../server/outbox/addresses.ts';
import { outcomeOf } from '../../../server/outbox/worker.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NOON = Date.UTC(2025, 5, 2, 12);
const down = { problem: '503', isTargetDown: true, retryAfterMs: null };
const most = () => 1;

/** How long after a failure it is tried again, and how long its target rests. */
function pauses(attempts: number, failuresBefore: number, random = most) {
  const trouble = failuresBefore > 0 ? { failures: failuresBefore, failingSince: NOON } : null;
  const outcome = outcomeOf({ attempts, since: NOON }, down, trouble, NOON, random);
  if (outcome.isDelivered) throw new Error('wanted a failure');
  return [outcome.dueAt! - NOON, outcome.pausedUntil! - NOON];
}

test('D3 pauses are a random part of 5 s, doubled up to an hour, for the delivery and for its target', () => {
  expect([1, 2, 3, 10, 11, 40].map(attempts => pauses(attempts, 0)[0])).toEqual([
    5_000, 10_000, 20_000, 2_560_000, 3_600_000, 3_600_000,
  ]);
  expect([0, 1, 2, 9, 10, 40].map(failures => pauses(1, failures)[1])).toEqual([
    5_000, 10_000, 20_000, 2_560_000, 3_600_000, 3_600_000,
  ]);
  expect(pauses(3, 2, () => 0)).toEqual([0, 0]);
  expect(pauses(3, 2, () => 0.5)).toEqual([10_000, 10_000]);
});

test.each([
  ['fourteen attempts in three days', 14, 3 * DAY, false],
  ['fifteen attempts in two days less a moment', 15, 2 * DAY - 1, false],
  ['fifteen attempts in two days', 15, 2 * DAY, true],
])('D3 %s: given up is %#', (_what, attempts, age, isDead) => {
  const refusal = { ...down, isTargetDown: false };
  const outcome = outcomeOf({ attempts, since: NOON - age }, refusal, null, NOON, most);
  expect(outcome).toMatchObject({
    dueAt: isDead ? null : expect.any(Number),
    pausedUntil: null,
    giveUpBefore: null,
  });
});

test('D3 a target that did not answer for two days takes those along who wait as long, and no younger ones', () => {
  const trouble = { failures: 14, failingSince: NOON - 2 * DAY };
  const tried = (since: number, about = trouble) => outcomeOf({ attempts: 1, since }, down, about, NOON, most);
  expect(tried(NOON - 2 * DAY)).toMatchObject({ dueAt: null, giveUpBefore: NOON - 2 * DAY });
  expect(tried(NOON - DAY)).toMatchObject({ dueAt: expect.any(Number), giveUpBefore: NOON - 2 * DAY });
  const young = { failures: 14, failingSince: NOON - DAY };
  expect(tried(NOON - 3 * DAY, young)).toMatchObject({ dueAt: expect.any(Number), giveUpBefore: null });
});

test('D3 Retry-After is a day at most', () => {
  const refusal = { ...down, retryAfterMs: 90 * DAY };
  const outcome = outcomeOf({ attempts: 1, since: NOON }, refusal, null, NOON, most);
  expect(outcome).toMatchObject({ dueAt: NOON + DAY, pausedUntil: NOON + DAY });
});

test.each([
  ['93.184.216.34', true],
  ['172.32.0.1', true],
  ['2606:2800:220:1:248:1893:25c8:1946', true],
  ['0.0.0.0', false],
  ['10.1.2.3', false],
  ['100.64.0.1', false],
  ['127.0.0.53', false],
  ['169.254.169.254', false],
  ['172.31.255.255', false],
  ['192.168.1.1', false],
  ['224.0.0.1', false],
  ['255.255.255.255', false],
  ['::', false],
  ['::1', false],
  ['::ffff:93.184.216.34', false],
  ['64:ff9b::a00:1', false],
  ['fd12:3456::1', false],
  ['fe80::1', false],
  ['ff02::1', false],
  ['2001:db8::1', false],
  ['2002:a00:1::', false],
  ['localhost', false],
])('D5 %s is public: %s', (address, isPublic) => {
  expect(isPublicAddress(address)).toBe(isPublic);
});
