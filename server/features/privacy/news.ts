/** Who hears that something is gone, whether this server took it away or a feed says that another one did. */
import type { Context } from '../../context.ts';
import { publishPresence } from '../conversations/news.ts';
import { moveVisitor } from '../visitors/news.ts';
import type { Erased, Expired } from './store.ts';

/** Pages of agents drop a conversation that is gone (SPEC PR4). All are told: its id, which leads nowhere, says nothing else. */
export function forgetConversation({ hub, counts }: Pick<Context, 'hub' | 'counts'>, conversationId: string): void {
  hub.toAgents({ type: 'conversation.erased', conversationId });
  counts.touch();
}

/**
 * Pages of a visitor who is gone are told, forget what they show and keep, and may come back as a stranger (SPEC PR4).
 * Does nothing for one who has no page here.
 */
export function sendErasedAway(context: Pick<Context, 'hub' | 'feed'>, visitorId: string): void {
  const { hub } = context;
  const { conversationId, siteId } = hub.pageOf(visitorId) ?? {};
  hub.toVisitor(visitorId, { type: 'error', code: 'ERASED' });
  hub.bind(visitorId, null);
  if (conversationId && siteId && !hub.isShown(conversationId)) {
    publishPresence(context, { id: conversationId, siteId }, false);
  }
  hub.closeVisitor(visitorId, 'REFUSED');
}

export function publishErased(context: Context, { visitorIds, conversationIds }: Erased): void {
  for (const id of visitorIds) sendErasedAway(context, id);
  for (const id of conversationIds) forgetConversation(context, id);
}

/** Pages of a visitor whose conversation was too old show the one that they have now. */
export async function publishExpired(context: Context, { conversationIds, moved }: Expired): Promise<void> {
  for (const id of conversationIds) forgetConversation(context, id);
  for (const { visitorId, conversationId } of moved) {
    await moveVisitor(context, visitorId, conversationId, context.newId());
  }
}
