import { AppError } from '../../app-error.ts';
import type { Context } from '../../context.ts';
import type { Written } from '../../store/written.ts';
import type { AgentCommand } from '../../wire/frames.ts';
import type { AgentPeer } from '../../wire/peer.ts';
import { authorOf } from './append.ts';
import { agentFingerprintOf } from './fingerprint.ts';
import { firstAnswer } from './first-answer.ts';
import { publishEntry } from './news.ts';

/**
 * Hands a conversation to an agent, whoever has it now, or to nobody. Sent again, it changes nothing (SPEC ST4).
 * @throws AppError CONVERSATION_UNKNOWN, FIELD_INVALID, CLIENT_ID_REUSED
 */
export async function conversationAssign(
  context: Context,
  peer: AgentPeer,
  frame: AgentCommand<'conversation.assign'>,
): Promise<void> {
  const { store, staff, routing, now } = context;
  const { conversationId, clientId, agentId } = frame;
  const author = authorOf(context, peer);
  const sent = { clientId, fingerprint: agentFingerprintOf(frame, peer) };
  const agent = agentId === null ? null : staff.find(agentId);
  const before = await store.conversations.find(conversationId);
  const written =
    agent === undefined || agent?.isDisabled
      ? await firstAnswer(store, { conversationId }, sent, refusal())
      : await store.conversations.assign({
          conversationId,
          to: agent && { id: agent.id, name: agent.name },
          author,
          sent,
          at: now(),
        });
  peer.tell({ type: 'ack', ref: clientId, entry: written?.entry });
  if (!written) return;
  if (isChange(written)) routing.movedByHand(conversationId, before?.assigneeId ?? null, agentId);
  publishEntry(context, written);
  // Somebody else may take it, and who gave it away has room again.
  routing.wake();
}

/** Whether somebody else has it now by this command: neither a repeat, nor what was so already. */
export function isChange({ entry: { body }, isRepeat }: Written & { isRepeat: boolean }): boolean {
  return !isRepeat && body.kind === 'event' && body.event !== 'unchanged';
}

function refusal(): AppError {
  const fields = { agentId: 'FIELD_INVALID' } as const;
  return new AppError('FIELD_INVALID', 'agentId must be an agent who is not disabled.', { fields });
}
