import type { Context } from '../../context.ts';
import type { AgentCommand } from '../../frames.ts';
import type { AgentPeer } from '../../peer.ts';
import { publishEntry } from '../../publish.ts';
import { authorOf } from './append.ts';

/** Takes an unassigned conversation. Of two at once one wins; a repeat by the winner is fine (SPEC RT5). @throws AppError ALREADY_CLAIMED */
export async function conversationClaim(
  context: Context,
  peer: AgentPeer,
  frame: AgentCommand<'conversation.claim'>,
): Promise<void> {
  const { store, router, now } = context;
  const { conversationId, clientId } = frame;
  const author = authorOf(context, peer);
  const written = await store.assign({ conversationId, from: null, to: author, author, at: now() });
  peer.tell({ type: 'ack', ref: clientId, entry: written?.entry });
  if (!written) return;
  router.movedByHand(conversationId, null, author.id);
  publishEntry(context, written);
}
