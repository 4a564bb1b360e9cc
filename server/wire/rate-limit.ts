import { AppError } from '../app-error.ts';
import { addressKey } from '../http/addresses.ts';

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

const DAY_SECONDS = 24 * 3_600;

/** Shared by all sockets and requests of one visitor or one link, so that opening more of them gains nothing (SPEC R2). */
const RATES = {
  submissionsOfVisitor: { burst: 20, perSecond: 0.5 },
  /** Frames of all their sockets: two that empty their outboxes at once fit in. */
  framesOfVisitor: { burst: 120, perSecond: 40 },
  /** Pages that come: as many as may be open, and a reload now and then. */
  hellosOfVisitor: { burst: 60, perSecond: 1 },
  /** What their page says of who they are: each is a write, and may be news to every agent. */
  identitiesOfVisitor: { burst: 10, perSecond: 0.2 },
  /** Pages and events of their trail, of which twenty are kept. */
  trailOfVisitor: { burst: 40, perSecond: 1 },
  /** Typing that agents are shown; more of it shows them nothing more. */
  typingOfVisitor: { burst: 10, perSecond: 1 },
  /** Passwords tried of one account, from all addresses where it has not signed in yet. */
  passwordsOfAccountAnywhere: { burst: 100, perSecond: 100 / 3_600 },
  /** Codes of a second factor of one account, from all addresses where it has not signed in yet: 3 of a million are right. */
  codesOfAccountAnywhere: { burst: 20, perSecond: 10 / 3_600 },
  /** Refused sign-ins that are written down, of everybody together: some 3,000 a day at most, 1 MB. */
  refusalsNoted: { burst: 500, perSecond: 1 / 30 },
  /** Messages that an owner sends to see whether they arrive, and codes to an agent's number: each costs. */
  smsTestsOfAgent: { burst: 10, perSecond: 1 / 60 },
  smsCodesOfAgent: { burst: 3, perSecond: 1 / 600 },
  /** Of a link over HTTP whose requests come to another server: each is a write and news to a server. */
  requestsHandedOn: { burst: 60, perSecond: 10 },
  /** Tests of mail that owners ask for, of everybody together. */
  mailTests: { burst: 5, perSecond: 1 / 30 },
  /** Links to a new password of one account, asked for from anywhere: each is a mail to somebody. */
  passwordLinksOfAccount: { burst: 5, perSecond: 5 / 3_600 },
  /** Pushes that an agent tries out: each asks an address that their browser named. */
  pushTestsOfAgent: { burst: 10, perSecond: 1 / 10 },
  /** Files that one visitor or agent begins to upload, and how much is in them: an album at once, and as much each day. */
  filesOfSender: { burst: 200, perSecond: 200 / DAY_SECONDS },
  megabytesOfSender: { burst: 500, perSecond: 500 / DAY_SECONDS },
  /** Codes tried from one chat of Telegram's: each is one of 2^60, and lives ten minutes. */
  codesOfChat: { burst: 5, perSecond: 1 / 120 },
  /** What a bot says to a chat that is nobody's, and to all such chats: it must have room for those who are agents. */
  strangersTold: { burst: 1, perSecond: 1 / 60 },
  strangersToldAnywhere: { burst: 30, perSecond: 1 / 2 },
  /** Of one key, however many programs use it: imports of thousands of rows come in batches. */
  requestsOfKey: { burst: 120, perSecond: 20 },
  /** Of one account of mail: what is more waits where it is. */
  mailsOfAccount: { burst: 600, perSecond: 600 / 3_600 },
  /** Of a site, from everybody. */
  megabytesOfSite: { burst: 20_000, perSecond: 20_000 / DAY_SECONDS },
} as const satisfies Record<string, Rate>;

/**
 * The same of one address (SPEC R3), which gets much more than a visitor: a whole office, or everybody behind a proxy that
 * nobody told us of, is one.
 */
const ADDRESS_RATES = {
  submissionsOfAddress: { burst: 300, perSecond: 20 },
  /**
   * Posts of plain forms, counted before anything of them is read. Somewhat more than what is taken of them, so that who
   * is a little too fast gets the form back with what they typed, and only a flood is not read at all.
   */
  postsOfAddress: { burst: 400, perSecond: 25 },
  /** Requests for a call: each holds a place that somebody else could have, and an agent's time. */
  callbacksOfAddress: { burst: 20, perSecond: 20 / 3_600 },
  /** Times that are kept while somebody types, and bookings: each is somebody's time. */
  holdsOfAddress: { burst: 40, perSecond: 1 / 20 },
  bookingsOfAddress: { burst: 20, perSecond: 20 / 3_600 },
  /** Wrong passwords of one account: more than a tired person needs, and no way to guess. */
  passwordsOfAccount: { burst: 10, perSecond: 1 / 60 },
  /** Wrong codes of the second factor of one account. */
  codesOfAccount: { burst: 5, perSecond: 1 / 300 },
  /** Passwords tried, whoever's: each costs 60 ms of a processor. */
  signInsOfAddress: { burst: 100, perSecond: 5 },
  /** Refused sign-ins that are written down. */
  refusalsNotedOfAddress: { burst: 20, perSecond: 1 / 60 },
  /** Links to a new password, asked for whoever's account. */
  passwordLinksOfAddress: { burst: 20, perSecond: 20 / 3_600 },
  filesOfAddress: { burst: 1_000, perSecond: 1_000 / DAY_SECONDS },
  megabytesOfAddress: { burst: 2_000, perSecond: 2_000 / DAY_SECONDS },
  /** Pieces of uploads, counted before they are read: 25 MB a second, and the largest file at once. */
  piecesOfAddress: { burst: 400, perSecond: 100 },
  /** Keys that are none: nobody can guess one, and each asks the store. */
  keysOfAddress: { burst: 60, perSecond: 1 },
  visitorsOfAddress: { burst: 600, perSecond: 20 },
  /** Visitors who have not said anything: each is 1 KB on the disk for a month. */
  silentVisitorsOfAddress: { burst: 10_000, perSecond: 10_000 / DAY_SECONDS },
} as const satisfies Record<string, Rate>;

export type RateName = keyof typeof RATES;
export type AddressRateName = keyof typeof ADDRESS_RATES;

/** A full bucket is as good as none; past so many others we forget the oldest, because memory has an end. */
const MAX_BUCKETS = 100_000;
const SWEEP_MS = 30_000;

/** Takes a token, or so many. @returns 0, or for how many ms there will not be so many */
export function take(bucket: Bucket, rate: Rate, now: number, amount = 1): number {
  const passedMs = Math.max(0, now - bucket.tokensAt);
  bucket.tokens = Math.min(rate.burst, bucket.tokens + (passedMs / 1000) * rate.perSecond);
  bucket.tokensAt = now;
  if (bucket.tokens >= amount) {
    bucket.tokens -= amount;
    return 0;
  }
  return Math.ceil(((amount - bucket.tokens) / rate.perSecond) * 1000);
}

export interface Rates {
  /**
   * Counts one frame of a socket, and of its visitor on all of theirs. @param visitorId left out before hello, and for agents
   * @returns 0, or for how many ms there will be none (SPEC R1, R4)
   */
  takeFrame(socket: Bucket, at: number, visitorId?: string): number;
  /** @param id of a visitor, a link or a site. @param amount 1 unless said. @throws AppError RATE_LIMITED with `retryAfterMs` */
  spend(name: RateName, id: string, amount?: number): void;
  /**
   * The same for an address, by the key that all limits share.
   * @param ip as it came
   * @param of what is counted apart at each address, such as an account
   * @throws AppError RATE_LIMITED with `retryAfterMs`
   */
  spendOfAddress(name: AddressRateName, ip: string, of?: string, amount?: number): void;
  /** What was spent turned out to be well spent: it may be spent again. */
  giveBack(name: AddressRateName, ip: string, of?: string): void;
  /** Forgets buckets that are full again; called by the beat. */
  tick(now: number): void;
}

function idOf(name: AddressRateName, ip: string, of = ''): string {
  return `${name} ${addressKey(ip)} ${of}`;
}

export function createRates(now: () => number): Rates {
  const buckets = new Map<string, Bucket & { rate: Rate }>();
  let sweptAt = now();

  function takeOf(rate: Rate, id: string, at: number, amount?: number): number {
    let bucket = buckets.get(id);
    if (!bucket) {
      if (buckets.size >= MAX_BUCKETS) buckets.delete(buckets.keys().next().value!);
      bucket = { tokens: rate.burst, tokensAt: at, rate };
      buckets.set(id, bucket);
    }
    return take(bucket, rate, at, amount);
  }

  function spend(rate: Rate, id: string, amount?: number): void {
    const retryAfterMs = takeOf(rate, id, now(), amount);
    if (retryAfterMs > 0) throw new AppError('RATE_LIMITED', undefined, { retryAfterMs });
  }

  return {
    takeFrame(socket, at, visitorId) {
      const retryAfterMs = take(socket, SOCKET_RATE, at);
      if (retryAfterMs > 0 || !visitorId) return retryAfterMs;
      return takeOf(RATES.framesOfVisitor, `framesOfVisitor ${visitorId}`, at);
    },
    spend: (name, id, amount) => spend(RATES[name], `${name} ${id}`, amount),
    spendOfAddress: (name, ip, of, amount) => spend(ADDRESS_RATES[name], idOf(name, ip, of), amount),
    giveBack(name, ip, of) {
      const bucket = buckets.get(idOf(name, ip, of));
      if (bucket) bucket.tokens = Math.min(bucket.rate.burst, bucket.tokens + 1);
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
export const NO_RATES: Rates = { takeFrame: () => 0, spend() {}, spendOfAddress() {}, giveBack() {}, tick() {} };
