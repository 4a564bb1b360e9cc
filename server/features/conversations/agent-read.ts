import type { Context } from '../../context.ts';
import type { AgentCommand } from '../../wire/frames.ts';
import type { AgentPeer } from '../../wire/peer.ts';
import { publishConversation } from './news.ts';

/** The desk has seen everything up to a number: the visitor's page shows "Seen" (SPEC W13). */
export async function readSet(context: Context, peer: AgentPeer, frame: AgentCommand<'read.set'>): Promise<void> {
  const moved = await context.store.conversations.markRead(frame.conversationId, 'agent', frame.seq);
  if (frame.clientId) peer.tell({ type: 'ack', ref: frame.clientId });
  if (moved) publishConversation(context, moved);
}
