import type { Context } from '../../context.ts';
import type { AgentCommand } from '../../wire/frames.ts';
import type { AgentPeer } from '../../wire/peer.ts';
import { append } from './append.ts';

/** An agent answers. Whoever answers an unassigned conversation has it from then on, in the same step (SPEC RT8). */
export async function messageSend(
  context: Context,
  peer: AgentPeer,
  frame: AgentCommand<'message.send'>,
): Promise<void> {
  const { store, availability, now } = context;
  const before = await store.conversations.find(frame.conversationId);
  const { conversation, isRepeat } = await append(context, peer, frame);
  if (isRepeat || before?.waitingSince == null) return;
  availability.answered(conversation.siteId, now() - before.waitingSince);
}
