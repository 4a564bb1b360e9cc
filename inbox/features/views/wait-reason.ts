import type { Counted, WaitReason } from '../../../protocol/views.ts';
import { t } from './words/index.ts';

/** Why what nobody has waits, of each site. */
export type Waits = Omit<Counted, 'counts' | 'calls'>;

const TEXTS = {
  nobody_here: 'waitNobodyHere',
  nobody_has_room: 'waitNobodyHasRoom',
  meant_are_full: 'waitMeantAreFull',
} as const;

export const waitReasonText = (reason: WaitReason): string => t(TEXTS[reason]);

/** Null: nothing waits there, or not for a reason that the server knows. */
export function waitReasonAt({ waitReason, waitReasonOf }: Waits, siteId: string): WaitReason | null {
  const own = waitReasonOf[siteId];
  return own === undefined ? waitReason : own;
}

/**
 * What a list says above its rows: each reason with the sites that it is of, none where it is the one of all.
 * @param siteIds sites of what is listed
 */
export function waitNotes(waits: Waits, siteIds: Iterable<string>): { reason: WaitReason; siteIds: string[] }[] {
  const { waitReason, waitReasonOf } = waits;
  if (Object.keys(waitReasonOf).length === 0) return waitReason ? [{ reason: waitReason, siteIds: [] }] : [];
  const sitesBy = new Map<WaitReason | null, string[]>();
  for (const siteId of new Set(siteIds)) {
    const reason = waitReasonAt(waits, siteId);
    sitesBy.set(reason, [...(sitesBy.get(reason) ?? []), siteId]);
  }
  const isOfAll = sitesBy.size === 1;
  return [...sitesBy].flatMap(([reason, sites]) => (reason ? [{ reason, siteIds: isOfAll ? [] : sites }] : []));
}
