/** Which rows of people somebody sees, as `maySeeRow` says it (SPEC RI4). `:sites` has the ids of their sites as JSON; null: of all. */

/** Whether a row of a person is seen. @param row the name of its table, with `site` and `contact` */
export function seenRow(row: string): string {
  return `(:sites IS NULL OR ${row}.site IN (SELECT value FROM json_each(:sites))
    OR (${row}.site IS NULL AND ${seenCard(`${row}.contact`)}))`;
}

/** Whether the card of a contact is seen: it came to one of these sites, or to none. @param contact SQL of its id */
export function seenCard(contact: string): string {
  return `coalesce((SELECT max(s.id IN (SELECT value FROM json_each(:sites)))
    FROM contacts k CROSS JOIN contacts o ON o.row = k.row OR o.card = k.card CROSS JOIN sites s ON s.row = o.site
    WHERE k.id = ${contact}), 1) = 1`;
}
