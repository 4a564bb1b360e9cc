import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';

/** As a multiple of what the event loop has worked. */
const REST_TIMES = 2;
const MOST_REST_MS = 250;

/**
 * For work that comes in floods, such as ten thousand notices that are due at once: between two pieces of it there is
 * room for those who talk here.
 * @returns to be called after a piece: rests twice as long as the event loop has worked since, 250 ms at most
 */
export function beginPiece(): () => Promise<void> {
  const before = performance.eventLoopUtilization();
  return async () => {
    const { active } = performance.eventLoopUtilization(before);
    await pause(Math.min(active * REST_TIMES, MOST_REST_MS), undefined, { ref: false });
  };
}
