import type { Context } from '../../context.ts';

/** After an agent was made or changed over HTTP: this server, every open inbox and routing know it at once. */
export async function tellStaff(context: Context): Promise<void> {
  await context.staff.reload();
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
