import { describe, expect, test } from 'vitest';
import { createRates, NO_RATES, SOCKET_RATE, take } from '../../../server/wire/rate-limit.ts';

describe('rates', () => {
  test('R1 a burst passes, then one in so many milliseconds', () => {
    const rate = { burst: 3, perSecond: 2 };
    const bucket = { tokens: rate.burst, tokensAt: 0 };
    expect([0, 0, 0, 0].map(at => take(bucket, rate, at))).toEqual([0, 0, 0, 500]);
    expect(take(bucket, rate, 499)).toBeGreaterThan(0);
    expect(take(bucket, rate, 500)).toBe(0);
  });

  test('R1 a long rest gives no more than the burst', () => {
    const rate = { burst: 2, perSecond: 1 };
    const bucket = { tokens: 0, tokensAt: 0 };
    expect([1, 2, 3].map(() => take(bucket, rate, 3_600_000) === 0)).toEqual([true, true, false]);
  });

  test('R1 a clock that goes back gives nothing and takes nothing', () => {
    const rate = { burst: 1, perSecond: 1 };
    const bucket = { tokens: 0, tokensAt: 10_000 };
    expect(take(bucket, rate, 5_000)).toBe(1_000);
  });

  test('R1 a socket may send so many frames at once, and none is held back where there are no rates', () => {
    const rates = createRates(() => 0);
    const socket = { tokens: SOCKET_RATE.burst, tokensAt: 0 };
    const frames = Array.from({ length: SOCKET_RATE.burst + 1 });
    expect(frames.map(() => rates.takeFrame(socket, 0)).filter(ms => ms > 0)).toEqual([50]);
    expect(frames.map(() => NO_RATES.takeFrame(socket, 0)).filter(ms => ms > 0)).toEqual([]);
  });

  test('R1 visitors do not share a bucket, and full ones are forgotten', () => {
    let at = 0;
    const rates = createRates(() => at);
    const spendAll = (key: string) => {
      for (let count = 0; ; count++) {
        try {
          rates.spend('submissionsOfVisitor', key);
        } catch (error) {
          expect(error).toMatchObject({ code: 'RATE_LIMITED', retryAfterMs: expect.any(Number) });
          return count;
        }
      }
    };
    expect(spendAll('a')).toBe(20);
    expect(spendAll('b')).toBe(20);
    at = 3_600_000;
    rates.tick(at);
    expect(spendAll('a')).toBe(20);
  });

  test('R3 what was given back may be spent again, and no more than the burst', () => {
    const rates = createRates(() => 0);
    const isLeft = () => {
      try {
        rates.spendOfAddress('postsOfAddress', '203.0.113.7');
        return true;
      } catch {
        return false;
      }
    };
    rates.giveBack('postsOfAddress', '203.0.113.7');
    let spent = 0;
    while (isLeft()) spent += 1;
    expect(spent).toBe(400);
    rates.giveBack('postsOfAddress', '::ffff:203.0.113.7');
    expect([isLeft(), isLeft()]).toEqual([true, false]);
  });
});
