import { AppError } from '../app-error.ts';

/** How much may come: so many at once, then so many a second. */
export interface Rate {
  burst: number;
  perSecond: number;
}

/** A token bucket's state. `tokensAt`: when `tokens` was last worked out, ms since the epoch. */
export interface Bucket {
  tokens: number;
  tokensAt: number;
}

/** Frames of one socket, whatever they are (SPEC R1): far above what hands can do, and an outbox that empties itself fits in. */
export const SOCKET_RATE: Rate = { burst: 60, perSecond: 20 };

/**
 * Shared by all sockets and requests of one visitor or one address, so that opening more of them gains nothing (SPEC R2).
 * Addresses get much more than visitors: a whole office, or everybody behind a proxy that nobody told us of, is one.
 */
const RATES = {
  submissionsOfVisitor: { burst: 20, perSecond: 0.5 },
  submissionsOfAddress: { burst: 300, perSecond: 20 },
  visitorsOfAddress: { burst: 600, perSecond: 20 },
  /** Of a link over HTTP whose requests come to another server: each is a write and news to a server. */
  requestsHandedOn: { burst: 60, perSecond: 10 },
} as const satisfies Record<string, Rate>;

export type RateName = keyof typeof RATES;

/** A full bucket is as good as none; past so many others we forget the oldest, because memory has an end. */
const MAX_BUCKETS = 100_000;
const SWEEP_MS = 30_000;

/** Takes one token. @returns 0, or for how many ms there will be none */
export function take(bucket: Bucket, rate: Rate, now: number): number {
  const passedMs = Math.max(0, now - bucket.tokensAt);
  bucket.tokens = Math.min(rate.burst, bucket.tokens + (passedMs / 1000) * rate.perSecond);
  bucket.tokensAt = now;
  if (bucket.tokens >= 1) {
    bucket.tokens -= 1;
    return 0;
  }
  return Math.ceil(((1 - bucket.tokens) / rate.perSecond) * 1000);
}

export interface Rates {
  /** Counts one frame of a socket. @returns 0, or for how many ms there will be none (SPEC R1) */
  takeFrame(socket: Bucket, at: number): number;
  /** @param key an address or a visitor's id. @throws AppError RATE_LIMITED with `retryAfterMs` */
  spend(name: RateName, key: string): void;
  /** Forgets buckets that are full again; called by the beat. */
  tick(now: number): void;
}

export function createRates(now: () => number): Rates {
  const buckets = new Map<string, Bucket & { rate: Rate }>();
  let sweptAt = now();

  return {
    takeFrame: (socket, at) => take(socket, SOCKET_RATE, at),
    spend(name, key) {
      const rate = RATES[name];
      const id = `${name} ${key}`;
      let bucket = buckets.get(id);
      if (!bucket) {
        if (buckets.size >= MAX_BUCKETS) buckets.delete(buckets.keys().next().value!);
        bucket = { tokens: rate.burst, tokensAt: now(), rate };
        buckets.set(id, bucket);
      }
      const retryAfterMs = take(bucket, rate, now());
      if (retryAfterMs > 0) throw new AppError('RATE_LIMITED', undefined, { retryAfterMs });
    },
    tick(at) {
      if (at - sweptAt < SWEEP_MS) return;
      sweptAt = at;
      for (const [id, { tokens, tokensAt, rate }] of buckets) {
        if (tokens + ((at - tokensAt) / 1000) * rate.perSecond >= rate.burst) buckets.delete(id);
      }
    },
  };
}

/** Holds nobody back: for benchmarks, where few clients stand for many. */
export const NO_RATES: Rates = { takeFrame: () => 0, spend() {}, tick() {} };
