import type { Context } from '../../context.ts';
import type { AgentCommand } from '../../frames.ts';
import type { AgentPeer } from '../../peer.ts';
import { authorOf } from './append.ts';

/** The visitor and the colleagues see who types. Nothing is stored. */
export function typingSet(context: Context, peer: AgentPeer, frame: AgentCommand<'typing.set'>): void {
  const { conversationId, isTyping } = frame;
  const { id, name } = authorOf(context, peer);
  context.hub.toConversation(conversationId, { type: 'typing', name, isTyping });
  context.hub.toAgents({ type: 'typing', conversationId, agentId: id, isTyping }, peer);
  if (frame.clientId) peer.tell({ type: 'ack', ref: frame.clientId });
}
