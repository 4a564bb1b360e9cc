/** Lists of people to be rung. */
export const SCHEMA_24 = `
CREATE TABLE list_entries (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  list TEXT NOT NULL,
  contact TEXT NOT NULL,
  site TEXT, -- null: of none
  why TEXT NOT NULL,
  since INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  due_at INTEGER NOT NULL,
  attempts INTEGER NOT NULL,
  last_call_at INTEGER,
  ended_at INTEGER,
  outcome TEXT,
  coupon TEXT, -- JSON
  coupon_code TEXT UNIQUE,
  UNIQUE (contact, list)
) STRICT;
CREATE INDEX list_entries_open ON list_entries (list, since DESC, id, due_at, site, contact) WHERE ended_at IS NULL;
CREATE INDEX list_entries_done ON list_entries (list, last_call_at, site) WHERE last_call_at IS NOT NULL;

CREATE TABLE list_calls (
  id TEXT NOT NULL PRIMARY KEY,
  at INTEGER NOT NULL,
  list TEXT NOT NULL,
  entry TEXT NOT NULL,
  contact TEXT NOT NULL,
  site TEXT,
  agent TEXT NOT NULL,
  outcome TEXT NOT NULL,
  note TEXT NOT NULL,
  next_at INTEGER,
  coupon_code TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX list_calls_of_contact ON list_calls (contact, at, id);
CREATE INDEX list_calls_counted ON list_calls (at, list, outcome, site);

-- Who rings whom now.
CREATE TABLE list_holds (
  contact TEXT NOT NULL PRIMARY KEY,
  agent TEXT NOT NULL,
  until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
`;
