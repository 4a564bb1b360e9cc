/** What one person's past is, as an agent may see it. */
import type { Agent } from '../../../protocol/agents.ts';
import type { TimelineItem, TimelineQuery } from '../../../protocol/timeline.ts';
import type { Context } from '../../context.ts';
import { readTree } from '../contacts/commands.ts';
import { pageOf, readCursor } from './rules.ts';

/**
 * A page of somebody's timeline, newest first.
 * @param contactId any contact of the card
 * @throws AppError NOT_FOUND where the agent may not see the card
 */
export async function readTimeline(
  context: Pick<Context, 'store' | 'timeline'>,
  by: Pick<Agent, 'role' | 'siteIds'>,
  contactId: string,
  { before, kinds, limit }: TimelineQuery,
): Promise<{ items: TimelineItem[]; cursor: string | null }> {
  const { contacts } = await readTree(context, by, contactId);
  const ids = contacts.map(({ id }) => id);
  const wanted = kinds?.split(',');
  const sources = context.timeline.filter(({ kind }) => wanted?.includes(kind) ?? true);
  const cursor = readCursor(before);
  const found = await Promise.all(sources.map(source => source.read(ids, cursor, limit + 1, by)));
  return pageOf(found, limit);
}
