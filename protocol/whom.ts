/** To whom a rule of routing leads. No zod here: the inbox has it too. */
import type { RoutingRule } from './routing.ts';

/** Id of the team or the agent to whom a rule leads. */
export function whomOf({ teamId, agentId }: Pick<RoutingRule, 'teamId' | 'agentId'>): string {
  return teamId ?? agentId ?? '';
}
