import type { Context } from '../../context.ts';
import type { AgentCommand } from '../../wire/frames.ts';
import type { AgentPeer } from '../../wire/peer.ts';
import { authorOf } from './append.ts';
import { agentFingerprintOf } from './fingerprint.ts';
import { publishEntry } from './news.ts';

/**
 * `conversation.close` and `conversation.reopen`; already so is fine. Sent again, it changes nothing (SPEC ST4).
 * @throws AppError CONVERSATION_UNKNOWN, CLIENT_ID_REUSED
 */
export async function setStatus(
  context: Context,
  peer: AgentPeer,
  frame: AgentCommand<'conversation.close'> | AgentCommand<'conversation.reopen'>,
): Promise<void> {
  const { store, routing, now } = context;
  const { conversationId, clientId } = frame;
  const status = frame.type === 'conversation.close' ? 'closed' : 'open';
  const author = authorOf(context, peer);
  const sent = { clientId, fingerprint: agentFingerprintOf(frame, peer) };
  const written = await store.conversations.setStatus({ conversationId, status, author, sent, at: now() });
  peer.tell({ type: 'ack', ref: clientId, entry: written?.entry });
  if (!written) return;
  publishEntry(context, written);
  // A closed one makes room, a reopened one may need somebody.
  routing.wake();
}
