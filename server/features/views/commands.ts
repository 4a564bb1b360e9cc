import type { z } from 'zod';
import type { Agent } from '../../../protocol/agents.ts';
import { conditionsOf } from '../../../protocol/conditions.ts';
import type { Conversation } from '../../../protocol/conversations.ts';
import type { FilteredAnswer, filteredQuery } from '../../../protocol/filters.ts';
import type { ViewsWatch } from '../../../protocol/views.ts';
import type { Context } from '../../context.ts';
import { maySee, seenSites } from '../../sight.ts';
import type { Store } from '../../store/store.ts';
import type { AgentPeer } from '../../wire/peer.ts';
import { topicsShown } from './rules.ts';

/**
 * A page of an agent says what it shows, and hears of that from now on (SPEC W19). What it reads after the answer lacks
 * nothing: what happened before is read, what happens later is heard.
 */
export function watch(
  { hub, onlookers }: Pick<Context, 'hub' | 'onlookers'>,
  page: AgentPeer,
  shows: Pick<ViewsWatch, 'view' | 'site' | 'conversationId'>,
  answer: () => void,
): void {
  // Its socket may have closed while this waited.
  if (!hub.watch(page, topicsShown(page.agentId, shows))) return;
  answer();
  onlookers.look(page, shows.conversationId);
}

/** Of very many conversations of which few match, so many are looked at for one page: some 10 ms of SQLite. */
const LOOKED_AT = 5_000;

/** A page of what is as a filter asks, of the sites that the agent sees (SPEC SV4). */
export async function filteredPage(
  { store, now }: Pick<Context, 'store' | 'now'>,
  agent: Pick<Agent, 'id' | 'role' | 'siteIds'>,
  { cursor, limit, since, ...filter }: z.infer<typeof filteredQuery>,
): Promise<FilteredAnswer> {
  const at = now();
  // One that is gone has nobody.
  const teams = filter.teamId === undefined ? null : await store.teams.all();
  const teamAgentIds = teams?.find(each => each.id === filter.teamId)?.agentIds ?? (teams ? [] : undefined);
  const conditions = conditionsOf(filter, { meId: agent.id, at, since, teamAgentIds });
  const page = await store.views.filtered({ conditions, siteIds: seenSites(agent), cursor, limit, look: LOOKED_AT });
  return { conversations: page.items, cursor: page.cursor, at, ...(teamAgentIds && { teamAgentIds }) };
}

/** Conversations of one card that are read: each of its contacts is one browser or mail, and has one or few. */
const MAX_OF_CARD = 300;

/** The conversations of one card that an agent sees, newest change first; not those in quarantine. */
export async function conversationsOf(
  store: Pick<Store, 'views'>,
  contactIds: readonly string[],
  by: Pick<Agent, 'role' | 'siteIds'>,
): Promise<Conversation[]> {
  const found = await store.views.ofContacts(contactIds, MAX_OF_CARD);
  return found.filter(({ siteId, status }) => status !== 'held' && maySee(by, siteId));
}
