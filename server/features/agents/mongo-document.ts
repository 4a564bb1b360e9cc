import { entity, type Stored, stored } from '../../store/mongo/documents.ts';
import type { AgentRecord } from './store.ts';

/** `emailKey`: lower case, unique. */
export type AgentDocument = Stored<AgentRecord> & { emailKey: string };

export function agentDocument(agent: AgentRecord): AgentDocument {
  return { ...stored(agent), emailKey: agent.email.toLowerCase() };
}

/** Agents of before chose no columns, had no second factor, saw all sites, answered in any language and had one room for all. */
export function toAgent(agent: AgentDocument): AgentRecord {
  const { emailKey: _, factor = null, siteIds = null, languages = [], letterCapacity = null, ...others } = agent;
  const { peopleColumns = null, ...document } = others;
  return { ...entity(document), siteIds, factor, languages, letterCapacity, peopleColumns };
}

/** Held by whoever changes an account or signs in to it, so that neither passes the other unseen. */
export function accountLock(agentId: string): string {
  return `account ${agentId}`;
}
