import type { Context } from '../../context.ts';

/**
 * After agents were made or changed, here or at another server: links without the right end; inboxes and routing know it.
 * Agents are read anew by nothing else: a change that is seen without this would leave the links of before open.
 */
export async function tellStaff(context: Context): Promise<void> {
  const { staff, hub } = context;
  const before = new Map(staff.all().map(agent => [agent.id, agent]));
  await staff.reload();
  for (const { id, isDisabled, role } of staff.all()) {
    if (isDisabled) hub.closeAgent(id, 'SIGNED_OUT');
    // It comes back at once, and is let in as what its agent is by now (SPEC RI3).
    else if (before.has(id) && before.get(id)!.role !== role) hub.closeAgent(id, 'RESTART');
  }
  await announceStaff(context);
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
