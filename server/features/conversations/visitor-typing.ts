import type { Context } from '../../context.ts';
import type { VisitorCommand } from '../../wire/frames.ts';
import type { VisitorPeer } from '../../wire/peer.ts';
import { publishTyping } from './news.ts';

/** Agents see that the visitor types. Nothing is stored; before the first message there is nobody to tell. */
export function typingSet(context: Context, peer: VisitorPeer, frame: VisitorCommand<'typing.set'>): void {
  const { conversationId } = peer;
  if (conversationId) {
    const typing = { conversationId, agentId: null, isTyping: frame.isTyping };
    publishTyping(context, typing, peer);
    context.feed?.say({ kind: 'typing', ...typing });
  }
  if (frame.clientId) peer.tell({ type: 'ack', ref: frame.clientId });
}
