/** Each noun that this version brings has its paragraph. Forward only, never edited once released. */
export const SCHEMA_8 = `
-- mentions
CREATE TABLE mentions (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE, -- a hash
  agent TEXT NOT NULL,
  site TEXT NOT NULL,
  conversation TEXT NOT NULL,
  seq INTEGER NOT NULL,
  at INTEGER NOT NULL,
  is_read INTEGER NOT NULL
) STRICT;
CREATE INDEX mentions_of_agent ON mentions (agent, at);
CREATE INDEX mentions_unread ON mentions (agent, site) WHERE is_read = 0;
CREATE INDEX mentions_of_conversation ON mentions (conversation);
CREATE INDEX mentions_by_age ON mentions (at);
-- saved views
CREATE TABLE saved_views (
  id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  filter TEXT NOT NULL, -- JSON
  agent TEXT, -- null: everybody's
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX saved_views_of_agent ON saved_views (agent, created_at);
CREATE INDEX open_tagged_by_rank ON conversations (rank, row, site) WHERE is_closed = 0 AND tags <> '[]';
CREATE INDEX closed_tagged_by_change ON conversations (updated_at, row, site) WHERE is_closed = 1 AND tags <> '[]';
-- what is snoozed is listed by when it comes back; without a time, at the end
DROP INDEX snoozed_by_change;
CREATE INDEX snoozed_by_end ON conversations (coalesce(snoozed ->> '$.until', 9007199254740991), row, site)
  WHERE is_closed = 3;
`;
