import type { Context } from '../../context.ts';
import type { VisitorCommand } from '../../frames.ts';
import type { VisitorPeer } from '../../peer.ts';

/** Agents see that the visitor types. Nothing is stored; before the first message there is nobody to tell. */
export function typingSet({ hub }: Context, peer: VisitorPeer, frame: VisitorCommand<'typing.set'>): void {
  const { conversationId } = peer;
  if (conversationId) hub.toAgents({ type: 'typing', conversationId, agentId: null, isTyping: frame.isTyping });
  if (frame.clientId) peer.tell({ type: 'ack', ref: frame.clientId });
}
