/** Who waits for a full day, and what is kept for them. */
export const SCHEMA_37 = `
CREATE TABLE waits (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  site TEXT NOT NULL,
  contact TEXT NOT NULL,
  date TEXT NOT NULL, -- in the shop
  from_at INTEGER NOT NULL,
  to_at INTEGER NOT NULL,
  is_live INTEGER NOT NULL, -- 0: they wait no more
  created_at INTEGER NOT NULL,
  whole TEXT NOT NULL -- JSON
) STRICT;
CREATE INDEX waits_of_day ON waits (site, date) WHERE is_live = 1;
CREATE INDEX waits_by_time ON waits (to_at, from_at);
CREATE INDEX waits_of_contact ON waits (contact);
`;
