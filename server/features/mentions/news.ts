/** What agents hear of the notes that name them. */
import type { Conversation } from '../../../protocol/conversations.ts';
import type { Entry } from '../../../protocol/entries.ts';
import type { MentionCounts } from '../../../protocol/mentions.ts';
import type { Core } from '../../core.ts';
import { maySee, seenSites } from '../../sight.ts';
import type { Staff } from '../agents/staff.ts';
import { mentionedIn } from './rules.ts';

type Told = Pick<Core, 'hub'> & { staff: Pick<Staff, 'find'> };

/** Whoever a note names hears of it, whatever their pages show, unless they may not see the site any more (SPEC MN2). */
export function tellMentioned({ hub, staff }: Told, entry: Entry, conversation: Conversation): void {
  for (const { id } of mentionedIn(entry.body)) {
    const agent = staff.find(id);
    if (agent && maySee(agent, conversation.siteId)) hub.toAgent(id, { type: 'mention.told', entry, conversation });
  }
}

/** How many notes name somebody that they have not seen. */
export async function mentionCountsOf(
  { store, staff }: Pick<Core, 'store'> & { staff: Pick<Staff, 'find'> },
  agentId: string,
): Promise<MentionCounts> {
  const agent = staff.find(agentId);
  return store.mentions.count({ agentId, siteIds: agent ? seenSites(agent) : [] });
}

/** An agent has seen what names them in a conversation, on a page here or at another server: so do all their pages here. */
export async function tellMentionsRead(
  context: Told & Pick<Core, 'store'>,
  { agentId, conversationId }: { agentId: string; conversationId: string },
): Promise<void> {
  const { hub } = context;
  if (!hub.isAgentConnected(agentId)) return;
  const counts = await mentionCountsOf(context, agentId);
  hub.toAgent(agentId, { type: 'mentions.changed', conversationId, ...counts });
}
