import type { Agent } from '../../../protocol/agents.ts';

/** Before what a page of the timeline ends: the last item that was shown. */
export interface TimelineCursor {
  at: number;
  id: string;
}

/**
 * What one noun knows of a person's past. The timeline reads the newest of each and shows them as one column.
 * @template Item has the `kind` of its noun, the `id` of its row and `at`, ms since epoch
 */
export interface TimelineSource<Item extends { kind: string; id: string; at: number }> {
  kind: Item['kind'];
  /**
   * The newest before a cursor, newest first, those of one instant by id, the greater first.
   * @param contactIds all contacts of one card, as `store.contacts.tree` gives them
   * @param by who reads: what is of a site that they do not see is left out
   */
  read(
    contactIds: readonly string[],
    before: TimelineCursor | null,
    limit: number,
    by: Pick<Agent, 'role' | 'siteIds'>,
  ): Promise<Item[]>;
}
