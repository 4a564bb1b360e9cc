import { AppError } from '../../app-error.ts';
import type { Context } from '../../context.ts';
import type { VisitorCommand } from '../../wire/frames.ts';
import type { VisitorPeer } from '../../wire/peer.ts';
import { pageBefore } from './catch-up.ts';
import { forVisitor } from './visibility.ts';

/** One page of earlier entries. @throws AppError CONVERSATION_UNKNOWN before the first message */
export async function historyGet(
  { store }: Context,
  peer: VisitorPeer,
  frame: VisitorCommand<'history.get'>,
): Promise<void> {
  const { conversationId } = peer;
  if (!conversationId) throw new AppError('CONVERSATION_UNKNOWN');
  const page = await pageBefore(store, conversationId, frame.beforeSeq, forVisitor);
  peer.tell({ type: 'history', ref: frame.clientId, conversationId, ...page });
}
