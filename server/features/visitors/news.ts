import type { Context } from '../../context.ts';
import type { VisitorPeer } from '../../wire/peer.ts';
import { resumeForVisitor } from '../conversations/commands.ts';
import { publishPresence } from '../conversations/news.ts';

/**
 * Every page of the visitor leaves the conversation it showed and gets the one of the signed identity (SPEC P4).
 * @param page any of them
 * @param ref repeated in what they are shown
 */
export async function moveVisitor(
  context: Context,
  page: VisitorPeer,
  conversationId: string | null,
  ref: string,
): Promise<void> {
  const { hub } = context;
  const before = page.conversationId;
  if (conversationId === before) return;
  if (hub.bind(page.visitorId, conversationId) && conversationId) publishPresence(context, conversationId, true);
  if (before && !hub.isShown(before)) publishPresence(context, before, false);
  const answer = await resumeForVisitor(context, conversationId, undefined);
  hub.toVisitor(page.visitorId, { type: 'conversation.resumed', ref, ...answer });
}
