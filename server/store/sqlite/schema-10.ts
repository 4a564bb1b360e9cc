/** What leaves by other ways than webhooks may be of no site and no conversation; and what holds for the whole desk. */
export const SCHEMA_10 = `
CREATE TABLE deliveries_of_all (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  target TEXT NOT NULL,
  site TEXT,
  conversation TEXT,
  event TEXT NOT NULL,
  payload TEXT NOT NULL,
  attempts INTEGER NOT NULL,
  due_at INTEGER NOT NULL,
  since INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  is_dead INTEGER NOT NULL,
  problem TEXT NOT NULL
) STRICT;
INSERT INTO deliveries_of_all SELECT row, id, kind, target, site, conversation, event, payload, attempts, due_at, since,
  created_at, is_dead, problem FROM deliveries;
DROP TABLE deliveries;
ALTER TABLE deliveries_of_all RENAME TO deliveries;
CREATE INDEX due_deliveries ON deliveries (kind, target, due_at, row) WHERE is_dead = 0;
CREATE INDEX deliveries_by_age ON deliveries (is_dead, created_at, row);
CREATE INDEX deliveries_of_conversation ON deliveries (conversation) WHERE conversation IS NOT NULL;

CREATE TABLE desk_settings (
  id TEXT NOT NULL PRIMARY KEY, -- the room whose they are
  value TEXT NOT NULL -- JSON, as its room wrote it
) STRICT, WITHOUT ROWID;
`;
