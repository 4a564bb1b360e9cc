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

/**
 * Whether a row of a person is seen: by its own site, or, where it has none, by what the card says.
 * @param seen as `seenSites` tells it
 * @param siteIds of all contacts of the card
 */
export function maySeeRow(seen: readonly string[] | null, siteId: string | null, siteIds: readonly string[]): boolean {
  if (seen === null) return true;
  return siteId === null ? siteIds.length === 0 || siteIds.some(each => seen.includes(each)) : seen.includes(siteId);
}

/** Of which site a new row of a person is: whom a file brought is of the only one they came to since. Null: of none, or several. */
export function homeSite({ siteId, siteIds }: { siteId: string | null; siteIds: readonly string[] }): string | null {
  const [only = null, other] = siteIds;
  return siteId ?? (other === undefined ? only : null);
}
