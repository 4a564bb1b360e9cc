/** Which sites somebody sees: the one place that is asked (SPEC RI4). Pure. */
import type { Agent } from '../protocol/agents.ts';

/** Ids of the sites whose conversations somebody sees; null: of all (SPEC RI4). */
export function seenSites({ role, siteIds }: Pick<Agent, 'role' | 'siteIds'>): readonly string[] | null {
  return role === 'owner' ? null : siteIds;
}

/** Whether somebody sees what is of a site. */
export function maySee(agent: Pick<Agent, 'role' | 'siteIds'>, siteId: string): boolean {
  return seenSites(agent)?.includes(siteId) ?? true;
}

/**
 * Whether somebody sees a person's card: who sees one of the sites that they came to, and everybody where they came to none.
 * @param siteIds of all contacts of the card
 */
export function maySeeCard(agent: Pick<Agent, 'role' | 'siteIds'>, siteIds: readonly string[]): boolean {
  return siteIds.length === 0 || siteIds.some(siteId => maySee(agent, siteId));
}
