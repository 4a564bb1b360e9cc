/** Each noun that this version brings has its paragraph. Forward only, never edited once released. */
export const SCHEMA_7 = `
-- ratings
ALTER TABLE conversations ADD COLUMN asked TEXT; -- JSON: what its visitor is asked to rate; null: nothing
CREATE TABLE ratings (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  site INTEGER NOT NULL REFERENCES sites,
  conversation INTEGER NOT NULL REFERENCES conversations,
  ask_seq INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  kind TEXT NOT NULL,
  agent TEXT NOT NULL, -- id
  agent_name TEXT NOT NULL,
  score INTEGER NOT NULL,
  word TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  UNIQUE (conversation, ask_seq)
) STRICT;
CREATE INDEX ratings_by_time ON ratings (site, created_at, row);
`;
