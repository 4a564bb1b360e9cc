import { AppError } from '../../app-error.ts';
import type { Context } from '../../context.ts';
import type { AgentCommand } from '../../frames.ts';
import type { AgentPeer } from '../../peer.ts';
import { publishEntry } from '../../publish.ts';
import { append, authorOf } from './append.ts';

/** An agent answers. Whoever answers an unassigned conversation has it from then on (SPEC RT8). */
export async function messageSend(
  context: Context,
  peer: AgentPeer,
  frame: AgentCommand<'message.send'>,
): Promise<void> {
  const { store, availability, now } = context;
  const before = await store.conversation(frame.conversationId);
  const { conversation, isRepeat } = await append(context, peer, frame);
  if (isRepeat) return;
  if (before?.waitingSince != null) availability.answered(conversation.siteId, now() - before.waitingSince);
  if (conversation.assigneeId !== null) return;
  const author = authorOf(context, peer);
  try {
    const written = await store.assign({ conversationId: conversation.id, from: null, to: author, author, at: now() });
    if (written) publishEntry(context, written);
  } catch (error) {
    // A colleague was faster. The message is sent all the same, and the conversation is in good hands.
    if (!(error instanceof AppError && error.code === 'ALREADY_CLAIMED')) throw error;
  }
}
