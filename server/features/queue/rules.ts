/**
 * The queue of a site: who stands where, and what may be said of it. Pure, with the clock passed in (SPEC QU1 to QU4).
 */
import type { QueuePlace } from '../../../protocol/queue.ts';

/** Somebody who waits for words in the chat of a site. */
export interface Waiting {
  conversationId: string;
  /** Ms since the epoch. */
  since: number;
  /** Somebody has it, and has yet to answer. */
  isAssigned: boolean;
}

/** Where somebody stands, and since when; times are ms since the epoch. */
export interface Seat {
  place: number;
  movedAt: number;
  /** The first place that was told, and when: what it took from there on is how fast the queue moves. Null: none yet. */
  first: { place: number; at: number } | null;
}

/** An answer to somebody who stood in the queue. */
export interface Passed {
  perPlaceMs: number;
  at: number;
}

/** For a queue in its order: the longest wait first, and of equals always the same. */
export function byWait(a: Waiting, b: Waiting): number {
  return a.since - b.since || (a.conversationId < b.conversationId ? -1 : 1);
}

const MINUTE_MS = 60_000;
/** Routing gives to whoever has room within a moment: who has nobody after this waits because all are busy. */
const NOBODY_MS = 2_000;
/** Whoever has somebody is answered soon, mostly; only after this it is a wait. */
const SOMEBODY_MS = MINUTE_MS;
/** A place that stays for so long is no news any more. */
const STUCK_MS = 5 * MINUTE_MS;
/** How many answers tell how fast the queue moves, from how many on, and how old they may be: another day is another queue. */
export const PASSED_KEPT = 20;
const PASSED_NEEDED = 3;
const PASSED_MS = 2 * 60 * MINUTE_MS;
/** Longer waits are told in steps: nobody knows a quarter of an hour to the minute. */
const ROUGH_MS = 10 * MINUTE_MS;
const ROUGH_STEP_MS = 5 * MINUTE_MS;

/** Whether somebody has waited long enough to be told where they stand (SPEC QU1). */
export function isLong({ since, isAssigned }: Waiting, now: number): boolean {
  return now - since >= (isAssigned ? SOMEBODY_MS : NOBODY_MS);
}

/**
 * A seat after a look. Who is seen for the first time has not moved since they wrote, as far as is known.
 * @param look.isTold a page shows the place
 */
export function seatOf(
  before: Seat | undefined,
  { since, place, isTold, now }: { since: number; place: number; isTold: boolean; now: number },
): Seat {
  const first = before?.first ?? (isTold ? { place, at: now } : null);
  if (before?.place === place) return { place, movedAt: before.movedAt, first };
  return { place, movedAt: before ? now : since, first };
}

/**
 * What is told of a seat. A time is named only while it can still come true: not when this place alone has taken longer
 * than a place takes.
 * @param paceMs how long a place takes; null: nobody knows
 */
export function placeTold({ place, movedAt }: Seat, paceMs: number | null, now: number): QueuePlace {
  const stoodMs = now - movedAt;
  const isStuck = stoodMs >= STUCK_MS;
  const isKnown = paceMs !== null && !isStuck && stoodMs <= Math.max(paceMs, MINUTE_MS);
  return { place, waitMs: isKnown ? roundedUp(place * paceMs) : null, isStuck };
}

/** How long a place of the queue takes: the median of the last answers; null: too few, or too long ago (SPEC QU2). */
export function paceOf(passed: readonly Passed[], now: number): number | null {
  const times = passed.filter(({ at }) => now - at <= PASSED_MS).map(({ perPlaceMs }) => perPlaceMs);
  if (times.length < PASSED_NEEDED) return null;
  return times.sort((a, b) => a - b)[Math.floor(times.length / 2)]!;
}

/** To whole minutes, and five of them where it is long. */
function roundedUp(ms: number): number {
  const step = ms > ROUGH_MS ? ROUGH_STEP_MS : MINUTE_MS;
  return Math.max(1, Math.ceil(ms / step)) * step;
}
