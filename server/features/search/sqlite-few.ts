import type { Connection } from '../../store/sqlite/late-statements.ts';
import { FEW } from './rules.ts';

/** A site that is one of those whose ids a parameter has as JSON. */
export const AMONG = 'IN (SELECT row FROM sites WHERE id IN (SELECT value FROM json_each(?)))';
const OF_SITES = `c.site ${AMONG.replace('?', ':siteIds')}`;

export interface FewSeen {
  /**
   * Entries of a small quarantine, or of sites of which somebody sees little, newest first. Null where there is more.
   * @param siteIds as JSON; null: all
   */
  entries(isHeld: boolean, siteIds: string | null): Iterable<Record<string, unknown>> | null;
}

export function createFewSeen(reader: Connection): FewSeen {
  function those(where: string) {
    // From an index alone: whoever sees much asks each time, too.
    const count = reader.prepare(`
      SELECT count(*) AS count FROM (SELECT 1 FROM conversations c WHERE ${where} LIMIT ${FEW.conversations + 1})`);
    const sum = reader.prepare(`SELECT total(last_seq) AS entries FROM conversations c WHERE ${where}`);
    return (of: { siteIds?: string }) =>
      (count.get(of) as { count: number }).count <= FEW.conversations &&
      (sum.get(of) as { entries: number }).entries <= FEW.entries;
  }
  const entriesOf = (where: string) =>
    reader.prepare(`
      WITH RECURSIVE back (row, previous) AS (
        SELECT e.row, e.previous FROM conversations c CROSS JOIN entries e ON e.row = c.newest WHERE ${where}
        UNION ALL
        SELECT e.row, e.previous FROM back CROSS JOIN entries e ON e.row = back.previous
      )
      SELECT row AS rowid FROM back ORDER BY row DESC`);

  const held = 'c.is_closed = 2';
  const isQuarantineSmall = those(held);
  const allHeld = entriesOf(held);
  // A site of the quarantine is looked for in that, and not the quarantine in a site, which may be large.
  const heldOf = entriesOf(`${held} AND +${OF_SITES}`);
  const ofSites = `c.row > 0 AND ${OF_SITES}`;
  const areSitesSmall = those(ofSites);
  const seenOf = entriesOf(`${ofSites} AND (${held}) = :isHeld`);

  return {
    entries(isHeld, siteIds) {
      if (isHeld && isQuarantineSmall({})) return siteIds ? heldOf.iterate({ siteIds }) : allHeld.iterate();
      if (siteIds && areSitesSmall({ siteIds })) return seenOf.iterate({ siteIds, isHeld: Number(isHeld) });
      return null;
    },
  };
}
