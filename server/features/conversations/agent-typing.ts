import type { Context } from '../../context.ts';
import type { AgentCommand } from '../../wire/frames.ts';
import type { AgentPeer } from '../../wire/peer.ts';
import { authorOf } from './append.ts';
import { publishTyping } from './news.ts';

/** The visitor and the colleagues see who types. Nothing is stored. */
export function typingSet(context: Context, peer: AgentPeer, frame: AgentCommand<'typing.set'>): void {
  const { conversationId, isTyping } = frame;
  const typing = { conversationId, agentId: authorOf(context, peer).id, isTyping };
  publishTyping(context, typing, peer);
  context.feed?.say({ kind: 'typing', ...typing });
  if (frame.clientId) peer.tell({ type: 'ack', ref: frame.clientId });
}
