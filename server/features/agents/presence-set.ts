import type { Context } from '../../context.ts';
import type { AgentCommand } from '../../wire/frames.ts';
import type { AgentPeer } from '../../wire/peer.ts';
import { announceStaff } from './news.ts';

/** Connected, but not to be given anything new; and back. Reaches colleagues, open pages and routing at once. */
export async function presenceSet(
  context: Context,
  peer: AgentPeer,
  frame: AgentCommand<'presence.set'>,
): Promise<void> {
  context.staff.setAway(peer.agentId, frame.isAway);
  if (frame.clientId) peer.tell({ type: 'ack', ref: frame.clientId });
  await announceStaff(context);
}
