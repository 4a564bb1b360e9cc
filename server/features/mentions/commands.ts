/** What agents do with the notes that name them. */
import type { Agent } from '../../../protocol/agents.ts';
import type { MentionsAnswer } from '../../../protocol/views.ts';
import type { Context } from '../../context.ts';
import { seenSites } from '../../sight.ts';
import { tellMentionsRead } from './news.ts';

/** The agent has a conversation before their eyes; their other pages hear so, at whichever server (SPEC MN3). */
export async function readMentions(
  context: Context,
  { id: agentId }: Pick<Agent, 'id'>,
  conversationId: string,
  answer: () => void,
): Promise<void> {
  const isChanged = await context.store.mentions.read({ agentId, conversationId });
  answer();
  if (!isChanged) return;
  context.feed?.say({ kind: 'mentionsRead', agentId, conversationId });
  await tellMentionsRead(context, { agentId, conversationId });
}

/** A page of the notes that name an agent, newest first, each with its conversation as it is now. */
export async function mentionPage(
  { store }: Pick<Context, 'store'>,
  agent: Pick<Agent, 'id' | 'role' | 'siteIds'>,
  page: { cursor?: string | undefined; limit: number },
): Promise<MentionsAnswer> {
  const { items, cursor } = await store.mentions.page({ agentId: agent.id, siteIds: seenSites(agent), ...page });
  const read = items.map(async ({ conversationId, seq, isRead }) => {
    const [conversation, [entry]] = await Promise.all([
      store.conversations.find(conversationId),
      store.conversations.entriesAfter(conversationId, seq - 1, 1),
    ]);
    // It may have been erased between the two looks.
    return conversation && entry ? [{ conversation, entry, isRead }] : [];
  });
  return { mentions: (await Promise.all(read)).flat(), cursor };
}
