import type { VisitorConversation } from '../../../protocol/conversations.ts';
import type { Context } from '../../context.ts';
import type { VisitorCommand } from '../../wire/frames.ts';
import type { VisitorPeer } from '../../wire/peer.ts';
import { catchUp, type EntryPage } from './catch-up.ts';
import { forVisitor, visitorConversationOf } from './visibility.ts';

/** Gives a page what it lacks after a gap, or the newest page when that is too much (SPEC W8). */
export async function conversationResume(
  context: Context,
  peer: VisitorPeer,
  frame: VisitorCommand<'conversation.resume'>,
): Promise<void> {
  const answer = await resumed(context, peer, frame.afterSeq);
  peer.tell({ type: 'conversation.resumed', ref: frame.clientId, ...answer });
}

/** The visitor's conversation and the entries after a number; `isFresh` as `catchUp` says. */
export async function resumed(
  { store, staff }: Pick<Context, 'store' | 'staff'>,
  peer: VisitorPeer,
  afterSeq: number | undefined,
): Promise<EntryPage & { conversation: VisitorConversation | null; isFresh: boolean }> {
  const conversation = peer.conversationId === null ? null : await store.conversations.find(peer.conversationId);
  if (!conversation) return { conversation: null, entries: [], isFresh: true, hasEarlier: false };
  const caughtUp = await catchUp(store, conversation, afterSeq, forVisitor);
  return { conversation: visitorConversationOf(conversation, staff), ...caughtUp };
}
