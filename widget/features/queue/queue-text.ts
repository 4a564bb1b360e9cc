/** What the panel says to whoever waits while everybody is busy, and when it is worth saying aloud. Pure. */
import type { QueuePlace } from '../../../protocol/queue.ts';
import { fill } from '../../../protocol/words.ts';
import type { LaterMessages } from '../../i18n/index.ts';
import { span } from '../../panel/times.ts';

/** Nobody wants to look at a line for longer than this: a call or a letter is offered beside it. */
const LONG_MS = 10 * 60_000;
/** A screen reader is not interrupted by each step of a queue that moves fast. */
const QUIET_MS = 60_000;

/** Where they stand and how long it may take, as far as that is known; that it takes long, where nothing moves (SPEC QU4). */
export function queueText(queue: QueuePlace, later: LaterMessages): string {
  const { place, waitMs, isStuck } = queue;
  if (isStuck) return later.stuck;
  const where = isTurn(queue) ? later.next : fill(later.place, { n: place });
  return waitMs === null ? where : fill(later.about, { where, time: span(waitMs) });
}

/** Whether other ways are offered beside it. */
export const takesLong = ({ waitMs, isStuck }: QueuePlace): boolean => isStuck || (waitMs ?? 0) >= LONG_MS;

/** Nobody waits longer. */
const isTurn = ({ place }: QueuePlace): boolean => place === 1;

/** Whether a screen reader is told. @param said what it was told last, and when, ms since the epoch */
export function isWorthSaying(
  text: string,
  queue: QueuePlace,
  said: { text: string; at: number },
  now: number,
): boolean {
  return text !== said.text && (isTurn(queue) || queue.isStuck || now - said.at >= QUIET_MS);
}
