import type { DatabaseSync } from 'node:sqlite';

/** Reads to which sites the contacts of a card came. */
export function cardSites(database: DatabaseSync): (rootId: string) => string[] {
  const sites = database.prepare(`
    SELECT DISTINCT s.id FROM
      (SELECT site FROM contacts WHERE id = :rootId UNION ALL SELECT site FROM contacts WHERE card = :rootId) same
      CROSS JOIN sites s ON s.row = same.site`);
  return rootId => sites.all({ rootId }).map(each => each.id as string);
}
