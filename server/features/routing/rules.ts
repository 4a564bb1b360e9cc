/** Who gets a conversation. Pure: the same staff and load give the same answer (SPEC RT1..RT3). */
import type { WaitReason } from '../../../protocol/views.ts';

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

const hasRoom = ({ open, capacity }: Pick<Candidate, 'open' | 'capacity'>) => open < capacity;

/**
 * Why routing gives nothing out (RT9). @param here agents that are here
 * @returns null: somebody has room, so what waits is about to be given, or was put back by hand (RT7)
 */
export function waitReasonOf(here: readonly Pick<Candidate, 'open' | 'capacity'>[]): WaitReason | null {
  if (here.length === 0) return 'nobody_here';
  return here.some(hasRoom) ? null : 'nobody_has_room';
}

function isBefore(a: Candidate, b: Candidate): boolean {
  if (a.open !== b.open) return a.open < b.open;
  if (a.lastGiven !== b.lastGiven) return a.lastGiven < b.lastGiven;
  return a.id < b.id;
}
