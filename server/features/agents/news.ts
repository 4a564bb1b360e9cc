import type { Agent } from '../../../protocol/agents.ts';
import type { Context } from '../../context.ts';
import { seenSites } from '../../sight.ts';

/**
 * After agents were made or changed, here or at another server: links without the right end; inboxes and routing know it.
 * Agents are read anew by nothing else: a change that is seen without this would leave the links of before open.
 */
export async function tellStaff(context: Context): Promise<void> {
  const { staff, hub, routing } = context;
  const before = new Map(staff.all().map(agent => [agent.id, agent]));
  await staff.reload();
  for (const agent of staff.all()) {
    const { id } = agent;
    const known = before.get(id);
    if (agent.isDisabled) hub.closeAgent(id, 'SIGNED_OUT');
    // It comes back at once, and is let in as what its agent is by now (SPEC RI3, RI6).
    else if (known && rightsOf(known) !== rightsOf(agent)) hub.closeAgent(id, 'RESTART');
    if (known && rightsOf(known) !== rightsOf(agent)) routing.look(id);
  }
  await announceStaff(context);
}

function rightsOf(agent: Pick<Agent, 'role' | 'siteIds'>): string {
  return JSON.stringify([agent.role, seenSites(agent)]);
}

/** Agents came, went or changed: colleagues, open pages and routing hear of it. Does nothing when nobody did. */
export async function announceStaff({ staff, hub, availability, routing, counts }: Context): Promise<void> {
  const agents = staff.takeChange();
  if (!agents) return;
  hub.toAgents({ type: 'agents', agents });
  routing.wake();
  counts.touch();
  await availability.tick();
}
