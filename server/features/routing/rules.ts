/** Who gets a conversation. Pure: the same staff and load give the same answer (SPEC RT1..RT3). */

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
    if (each.open < each.capacity && (best === null || isBefore(each, best))) best = each;
  }
  return best;
}

function isBefore(a: Candidate, b: Candidate): boolean {
  if (a.open !== b.open) return a.open < b.open;
  if (a.lastGiven !== b.lastGiven) return a.lastGiven < b.lastGiven;
  return a.id < b.id;
}
