/**
 * Rows of a board are counted by whose they are. And of which site each sign is why somebody is to be rung. Of whom only one site is known, the signs are of that; else nobody
 * knows any more, and who sees all sites alone is told of them until the person is looked at again, which is within a day.
 */
export const SCHEMA_30 = `
DROP INDEX person_stages_by_stage;
DROP INDEX person_stages_by_agent;
CREATE INDEX person_stages_by_stage ON person_stages (stage, since, row, site, agent, contact);
CREATE INDEX person_stages_by_agent ON person_stages (agent, stage, since, row, site, contact) WHERE agent IS NOT NULL;

CREATE TEMP TABLE sites_of_entries AS
SELECT e.row AS entry, count(DISTINCT s.id) AS sites, min(s.id) AS only
FROM list_entries e
LEFT JOIN contacts k ON k.id = e.contact
LEFT JOIN contacts o ON o.row = k.row OR o.card = k.card
LEFT JOIN (
  SELECT contact, site FROM conversations UNION SELECT row, site FROM contacts WHERE site IS NOT NULL
) came ON came.contact = o.row
LEFT JOIN sites s ON s.row = came.site
GROUP BY e.row;
CREATE INDEX temp.sites_by_entry ON sites_of_entries (entry);

UPDATE list_entries SET why = (
  SELECT coalesce(json_group_array(json_set(w.value, '$.siteId',
    (SELECT iif(t.sites > 1, '', t.only) FROM sites_of_entries t WHERE t.entry = list_entries.row))), '[]')
  FROM json_each(list_entries.why) w);

DROP TABLE sites_of_entries;
`;
