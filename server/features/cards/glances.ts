import type { Agent } from '../../../protocol/agents.ts';
import type { Glances } from '../../../protocol/cards.ts';

/**
 * What a room knows of a person in one glance, of what the agent may see.
 * @param contactIds all contacts of the card
 */
type GlanceOf<Glance> = (contactIds: readonly string[], by: Pick<Agent, 'role' | 'siteIds'>) => Promise<Glance>;

/** Rooms that keep something of people, each under what its glance is called. */
export type GlanceSources = { [Name in keyof Glances]?: GlanceOf<NonNullable<Glances[Name]>> };

/** Asks all of them at once. */
export async function readGlances(
  sources: GlanceSources,
  contactIds: readonly string[],
  by: Pick<Agent, 'role' | 'siteIds'>,
): Promise<Glances> {
  const [purchases, complaints, stage] = await Promise.all([
    sources.purchases?.(contactIds, by),
    sources.complaints?.(contactIds, by),
    sources.stage?.(contactIds, by),
  ]);
  return { ...(purchases && { purchases }), ...(complaints && { complaints }), ...(stage && { stage }) };
}
