import type { Context } from '../../context.ts';
import type { AgentCommand } from '../../wire/frames.ts';
import type { AgentPeer } from '../../wire/peer.ts';
import { pageBefore } from './catch-up.ts';

/** One page of earlier entries, notes and all. */
export async function historyGet(
  { store }: Context,
  peer: AgentPeer,
  frame: AgentCommand<'history.get'>,
): Promise<void> {
  const { conversationId, beforeSeq, clientId } = frame;
  const page = await pageBefore(store, conversationId, beforeSeq, entry => entry);
  peer.tell({ type: 'history', ref: clientId, conversationId, ...page });
}
