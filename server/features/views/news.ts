import type { AgentNews } from '../../../protocol/agent.ts';
import type { Hub } from '../../wire/hub.ts';
import type { Peer } from '../../wire/peer.ts';
import { agentTopic, conversationTopic, type Happening, topicsAbout } from './rules.ts';

/**
 * Tells the pages of agents that show what happened, and those that never said what they show (SPEC W19, W20).
 * @param also ids of agents who hear of it whatever their pages show
 */
export function tellAgents(hub: Hub, happening: Happening, news: AgentNews, also: () => string[] = () => []): void {
  // Most servers have none at night, and every message passes here.
  if (!hub.hasAgents) return;
  hub.toTopics(happening.conversation.siteId, [...topicsAbout(happening), ...also().map(agentTopic)], news);
}

/** The same of what only an open conversation shows, such as who types in it. */
export function tellAgentsInside(hub: Hub, conversationId: string, news: AgentNews, except?: Peer): void {
  hub.toTopics(null, [conversationTopic(conversationId)], news, except);
}
