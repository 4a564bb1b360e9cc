import { AppError } from '../../app-error.ts';
import type { Context } from '../../context.ts';
import type { AgentCommand } from '../../frames.ts';
import type { AgentPeer } from '../../peer.ts';
import { publishEntry } from '../../publish.ts';
import { authorOf } from './append.ts';

/** Hands a conversation to an agent, whoever has it now, or to nobody. @throws AppError CONVERSATION_UNKNOWN, FIELD_INVALID */
export async function conversationAssign(
  context: Context,
  peer: AgentPeer,
  frame: AgentCommand<'conversation.assign'>,
): Promise<void> {
  const { store, staff, router, now } = context;
  const { conversationId, clientId, agentId } = frame;
  const agent = agentId === null ? null : staff.find(agentId);
  if (agent === undefined || agent?.isDisabled) {
    throw new AppError('FIELD_INVALID', 'agentId must be an agent who is not disabled.', {
      fields: { agentId: 'FIELD_INVALID' },
    });
  }
  const before = await store.conversation(conversationId);
  const to = agent && { id: agent.id, name: agent.name };
  const written = await store.assign({ conversationId, to, author: authorOf(context, peer), at: now() });
  peer.tell({ type: 'ack', ref: clientId, entry: written?.entry });
  if (!written) return;
  router.movedByHand(conversationId, before?.assigneeId ?? null, agentId);
  publishEntry(context, written);
  // Somebody else may take it, and who gave it away has room again.
  router.wake();
}
