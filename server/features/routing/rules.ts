/** Who gets a conversation. Pure: the same staff and load give the same answer (SPEC RT1..RT3). */
import type { Counted, WaitReason } from '../../../protocol/views.ts';

export interface Candidate {
  id: string;
  /** Open conversations that the agent takes at most; 0: none from routing. */
  capacity: number;
  /** Open conversations that the agent has. */
  open: number;
  /** When the agent was last given one, in any unit that grows; 0: never. */
  lastGiven: number;
}

/**
 * The agent with the fewest open conversations (RT1); of equals, who has waited longest for one (RT2); nobody past
 * their capacity (RT3). @param candidates agents that are here. @returns null: it waits in Unassigned (RT6)
 */
export function pickAgent<C extends Candidate>(candidates: Iterable<C>): C | null {
  let best: C | null = null;
  for (const each of candidates) {
    if (hasRoom(each) && (best === null || isBefore(each, best))) best = each;
  }
  return best;
}

export function hasRoom({ open, capacity }: Pick<Candidate, 'open' | 'capacity'>): boolean {
  return open < capacity;
}

/**
 * Why routing gives nothing out, of each site (RT9): of one that is not in `waitReasonOf` it is `waitReason`. Null: somebody
 * has room, so what waits is about to be given, or was put back by hand (RT7).
 * @param here agents that are here, with the ids of the sites that each sees; null: all
 */
export function waitReasonsOf(here: readonly Taker[]): Omit<Counted, 'counts'> {
  const reasonAt = (siteId: string | null) => {
    const takers = here.filter(({ sees }) => sees === null || (siteId !== null && sees.includes(siteId)));
    if (takers.length === 0) return 'nobody_here';
    return takers.some(hasRoom) ? null : 'nobody_has_room';
  };
  const waitReason = reasonAt(null);
  const waitReasonOf: Record<string, WaitReason | null> = {};
  for (const siteId of new Set(here.flatMap(({ sees }) => sees ?? []))) {
    const reason = reasonAt(siteId);
    if (reason !== waitReason) waitReasonOf[siteId] = reason;
  }
  return { waitReason, waitReasonOf };
}

type Taker = Pick<Candidate, 'open' | 'capacity'> & { sees: readonly string[] | null };

function isBefore(a: Candidate, b: Candidate): boolean {
  if (a.open !== b.open) return a.open < b.open;
  if (a.lastGiven !== b.lastGiven) return a.lastGiven < b.lastGiven;
  return a.id < b.id;
}
