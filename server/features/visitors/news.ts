import type { Context } from '../../context.ts';
import { resumeForVisitor } from '../conversations/commands.ts';
import { publishPresence } from '../conversations/news.ts';

/**
 * Every page of the visitor leaves the conversation it showed and gets the one of the signed identity (SPEC P4).
 * @param ref repeated in what they are shown
 */
export async function moveVisitor(
  context: Context,
  visitorId: string,
  conversationId: string | null,
  ref: string,
): Promise<void> {
  const { hub } = context;
  // Any page: all of them show the same conversation.
  const page = hub.pageOf(visitorId);
  if (!page || page.conversationId === conversationId) return;
  const before = page.conversationId;
  const { siteId } = page;
  if (hub.bind(visitorId, conversationId) && conversationId) {
    publishPresence(context, { id: conversationId, siteId }, true);
  }
  if (before && !hub.isShown(before)) publishPresence(context, { id: before, siteId }, false);
  const answer = await resumeForVisitor(context, conversationId, undefined);
  hub.toVisitor(visitorId, { type: 'conversation.resumed', ref, ...answer });
}
