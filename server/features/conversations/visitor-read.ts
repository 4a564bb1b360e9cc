import type { Context } from '../../context.ts';
import type { VisitorCommand } from '../../wire/frames.ts';
import type { VisitorPeer } from '../../wire/peer.ts';
import { publishConversation } from './news.ts';

/** The visitor has seen everything up to a number: agents and the visitor's other pages learn it (SPEC W13). */
export async function readSet(context: Context, peer: VisitorPeer, frame: VisitorCommand<'read.set'>): Promise<void> {
  const { conversationId } = peer;
  const moved = conversationId && (await context.store.conversations.markRead(conversationId, 'visitor', frame.seq));
  if (frame.clientId) peer.tell({ type: 'ack', ref: frame.clientId });
  if (moved) publishConversation(context, moved);
}
