import type { Context } from '../../context.ts';
import type { AgentCommand } from '../../wire/frames.ts';
import type { AgentPeer } from '../../wire/peer.ts';
import { authorOf } from './append.ts';
import { isChange } from './assign.ts';
import { agentFingerprintOf } from './fingerprint.ts';
import { publishEntry } from './news.ts';

/**
 * Takes an unassigned conversation. Of two at once one wins (SPEC RT5); sent again, it changes nothing (SPEC ST4).
 * @throws AppError CONVERSATION_UNKNOWN, ALREADY_CLAIMED, CLIENT_ID_REUSED
 */
export async function conversationClaim(
  context: Context,
  peer: AgentPeer,
  frame: AgentCommand<'conversation.claim'>,
): Promise<void> {
  const { store, routing, now } = context;
  const { conversationId, clientId } = frame;
  const author = authorOf(context, peer);
  const sent = { clientId, fingerprint: agentFingerprintOf(frame, peer) };
  const written = await store.conversations.assign({ conversationId, from: null, to: author, author, sent, at: now() });
  peer.tell({ type: 'ack', ref: clientId, entry: written?.entry });
  if (!written) return;
  if (isChange(written)) routing.movedByHand(conversationId, null, author.id);
  publishEntry(context, written);
}
