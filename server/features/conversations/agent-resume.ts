import { AppError } from '../../app-error.ts';
import type { Context } from '../../context.ts';
import type { AgentCommand } from '../../wire/frames.ts';
import type { AgentPeer } from '../../wire/peer.ts';
import { catchUp } from './catch-up.ts';

/** Gives a page what it lacks of one conversation, with its callbacks (SPEC W8). @throws AppError CONVERSATION_UNKNOWN */
export async function conversationResume(
  { store }: Context,
  peer: AgentPeer,
  frame: AgentCommand<'conversation.resume'>,
): Promise<void> {
  const { conversationId, afterSeq, clientId } = frame;
  const conversation = await store.conversations.find(conversationId);
  if (!conversation) throw new AppError('CONVERSATION_UNKNOWN');
  const [caughtUp, callbacks] = await Promise.all([
    catchUp(store, conversation, afterSeq, entry => entry),
    store.callbacks.ofConversation(conversationId),
  ]);
  peer.tell({ type: 'conversation.resumed', ref: clientId, conversation, callbacks, ...caughtUp });
}
