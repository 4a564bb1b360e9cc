/** When a link is good. Pure, and asked by both stores in the step that uses it up. */
import type { Agent } from '../../../protocol/agents.ts';
import type { Invite } from './store.ts';

/**
 * Whether a link that has not run out may still be taken (SPEC ST10): an invitation has the right of whoever made it, and
 * ends with that right; the link that a server prints is for a first owner, and ends with the first one.
 * @param agents all of them, disabled ones too
 */
export function isGood({ invitedBy }: Pick<Invite, 'invitedBy'>, agents: readonly RightHolder[]): boolean {
  if (invitedBy === null) return agents.every(each => each.role !== 'owner');
  return agents.some(each => each.id === invitedBy && each.role === 'owner' && !each.isDisabled);
}

type RightHolder = Pick<Agent, 'id' | 'role' | 'isDisabled'>;
