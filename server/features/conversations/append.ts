import type { Author } from '../../../protocol/entries.ts';
import { AppError } from '../../app-error.ts';
import type { Context } from '../../context.ts';
import type { AgentCommand } from '../../wire/frames.ts';
import type { AgentPeer } from '../../wire/peer.ts';
import { agentFingerprintOf } from './fingerprint.ts';
import { publishEntry } from './news.ts';

/** The agent behind a socket, as entries name them. @throws AppError SIGN_IN_REQUIRED when there is no such agent any more */
export function authorOf({ staff }: Pick<Context, 'staff'>, peer: AgentPeer): Extract<Author, { kind: 'agent' }> {
  const agent = staff.find(peer.agentId);
  if (!agent || agent.isDisabled) throw new AppError('SIGN_IN_REQUIRED');
  return { kind: 'agent', id: agent.id, name: agent.name };
}

/** Adds an agent's words; the ack follows the commit, and comes before the news (SPEC W3). @throws AppError CONVERSATION_UNKNOWN, CLIENT_ID_REUSED */
export async function append(
  context: Context,
  peer: AgentPeer,
  frame: AgentCommand<'message.send'> | AgentCommand<'note.add'>,
) {
  const { conversationId, clientId, text } = frame;
  const written = await context.store.conversations.append({
    conversationId,
    clientId,
    fingerprint: agentFingerprintOf(frame, peer),
    author: authorOf(context, peer),
    body: { kind: frame.type === 'message.send' ? 'message' : 'note', text },
    at: context.now(),
  });
  peer.tell({ type: 'ack', ref: clientId, entry: written.entry });
  publishEntry(context, written);
  return written;
}
