/** For how long a freed place is kept for whom it is offered to. Pure. */
import { MINUTE_MS } from '../bookings/free-times.ts';

/** Nobody can answer in less. */
const LEAST_MS = 10 * MINUTE_MS;
/** Longer than its offer its time is kept: the next one is asked before anybody else can take it. */
export const KEPT_LONGER_MS = 2 * MINUTE_MS;

/**
 * Until when an offer stands: so many minutes from when they can read it, at most until one has to be there so soon that it would not
 * be offered any more.
 * @param wakeAt when they can read it; at night the morning
 * @returns null: there is no time to answer, so it is not offered
 */
export function offerUntil({
  startAt,
  wakeAt,
  offerMinutes,
  leadMinutes,
}: {
  startAt: number;
  wakeAt: number;
  offerMinutes: number;
  leadMinutes: number;
}): number | null {
  const until = Math.min(wakeAt + offerMinutes * MINUTE_MS, startAt - leadMinutes * MINUTE_MS);
  return until - wakeAt >= LEAST_MS ? until : null;
}
