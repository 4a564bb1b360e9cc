/** Each noun that this version brings has its paragraph. Forward only, never edited once released. */
export const SCHEMA_5 = `
-- quarantine: a conversation that is held (is_closed = 2) stands in no list of open or closed ones, and in no tally
ALTER TABLE conversations ADD COLUMN held TEXT; -- JSON: by which rules, since when, from which entry on; null: it is not
CREATE INDEX held_by_change ON conversations (updated_at, row, site) WHERE is_closed = 2;
-- what the filter remembers of a site: counts of words, of senders, and of each day's rules, and used-up challenges
CREATE TABLE spam_tallies (
  id TEXT NOT NULL PRIMARY KEY,
  site TEXT NOT NULL,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  held INTEGER NOT NULL,
  released INTEGER NOT NULL,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX spam_tallies_by_age ON spam_tallies (kind, at);
CREATE INDEX spam_tallies_of_site ON spam_tallies (site, kind, at);
`;
