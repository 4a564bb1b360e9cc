/** When a visitor can be rung. */
import type { SlotsAnswer } from '../../../protocol/callbacks.ts';
import { ask } from '../../panel/site.ts';
import { HOUR_MS, span } from '../../panel/times.ts';
import { createValue } from '../../panel/value.ts';

/** Older than that, the offer may be another. */
const FRESH_MS = 60_000;

export const callback = createValue({
  /** When the visitor may be rung; missing until the server has said so. */
  offer: undefined as SlotsAnswer | undefined,
});

let askedAt = 0;
let askedOver: string | undefined;

/** Asks for the times to be rung at, unless they are known. @param refusal of the time that was chosen: the offer is another */
export async function loadTimes(refusal?: string): Promise<void> {
  if (refusal === askedOver && Date.now() - askedAt < FRESH_MS) return;
  askedOver = refusal;
  askedAt = Date.now();
  if (refusal) callback.change({ offer: undefined });
  try {
    callback.change({ offer: await ask<SlotsAnswer>('slots') });
  } catch {
    // Offline: "as soon as possible" can still be asked for.
  }
}

/** How long until a call that is asked for now; empty where it is not a matter of minutes, or not known. */
export function waitForCall(): string {
  const { offer } = callback.now;
  const leftMs = offer ? offer.asapAt - Date.now() : Infinity;
  return leftMs < 2 * HOUR_MS ? span(leftMs) : '';
}
